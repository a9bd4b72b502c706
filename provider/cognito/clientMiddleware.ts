/** Middleware that looks at requests, whichever service they are for. */
type RequestMiddleware = <Args extends { request: unknown }, Result>(
	next: (args: Args) => Promise<Result>,
	context: object,
) => (args: Args) => Promise<Result>;

/** What clients of the AWS SDK have in common. */
export interface SdkClient {
	readonly middlewareStack: {
		add(middleware: RequestMiddleware, options: { step: "build"; name: string }): void;
	};
}

/** A request that was about to go over a network in clear. */
export class PlainHttpError extends Error {
	override readonly name = "PlainHttpError";
	/** The host that the request was for. */
	readonly host: string;

	constructor(host: string) {
		super(`${host} is to be called over plain HTTP`);
		this.host = host;
	}
}

/**
 * Has a client refuse to send anything over plain HTTP, except to the machine itself: a request carries a username and,
 * with temporary credentials, the session token. It looks at the request and not at configuration, since an endpoint
 * may come from variables and files that the SDK alone reads.
 */
export function refusePlainHttp({ middlewareStack }: SdkClient): void {
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

/** What the SDK signs a request with. Source: AWS SDK for JavaScript, AwsCredentialIdentity. */
interface Identity {
	readonly accessKeyId?: string;
	readonly secretAccessKey?: string;
	readonly sessionToken?: string;
}

const mark = "[redacted]";

/**
 * Redacts messages of a server or the SDK: the credentials that requests were
 * signed with, names of profiles, and usernames. A server may repeat what it got.
 */
export class Redaction {
	readonly #credentials = new Set<string>();
	readonly #names: readonly string[];

	/** @param names Names that may be part of other words, and are taken out only where they stand by themselves. */
	constructor(...names: readonly (string | undefined)[]) {
		this.#names = names.filter((name) => name !== undefined);
	}

	/** Notes the credentials of each request that a client makes. */
	watch({ middlewareStack }: SdkClient): void {
		middlewareStack.add(
			(next, context) => async (args) => {
				const { __smithy_context: { selectedHttpAuthScheme } = {} } = context as {
					__smithy_context?: { selectedHttpAuthScheme?: { identity?: Identity } };
				};
				const { accessKeyId, secretAccessKey, sessionToken } = selectedHttpAuthScheme?.identity ?? {};
				for (const secret of [accessKeyId, secretAccessKey, sessionToken]) {
					if (secret) this.#credentials.add(secret).add(encodeURIComponent(secret));
				}
				return next(args);
			},
			{ step: "build", name: "noteCredentials" },
		);
	}

	/** @param others More names. */
	apply(text: string, ...others: readonly string[]): string {
		let redacted = text;
		// Longer ones first: one may be a part of another.
		for (const secret of [...this.#credentials].sort((one, other) => other.length - one.length)) {
			redacted = redacted.replaceAll(secret, mark);
		}
		for (const name of [...this.#names, ...others]) {
			if (name !== "") redacted = redacted.replace(wholeWord(name), mark);
		}
		return redacted;
	}
}

function wholeWord(text: string): RegExp {
	const literal = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
	return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, "gu");
}
