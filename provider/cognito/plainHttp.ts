import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";

/** A request that was about to go over a network in clear. */
export class PlainHttpError extends Error {
	override readonly name = "PlainHttpError";

	/** @param host Where it was about to go. */
	constructor(readonly host: string) {
		super(`${host} is to be called over plain HTTP`);
	}
}

/**
 * Has a client refuse to send anything over plain HTTP, except to the machine itself: a request carries a username and,
 * with temporary credentials, the session token. It looks at the request and not at configuration, since an endpoint
 * may come from variables and files that the SDK alone reads.
 */
export function refusePlainHttp({ middlewareStack }: CognitoIdentityProviderClient): void {
	middlewareStack.add(
		(next) => async (args) => {
			const { protocol, hostname } = args.request as { protocol?: string; hostname?: string };
			if (protocol !== "https:" && !isLoopback(`${hostname}`)) throw new PlainHttpError(`${hostname}`);
			return next(args);
		},
		// The endpoint is known by then; the signature is made later, and attempts are counted later.
		{ step: "build", name: "refusePlainHttp" },
	);
}

/** Whether a host name, as a URL has it, is this machine's own: 127.0.0.0/8, `::1` or `localhost`. */
export function isLoopback(hostname: string): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}
