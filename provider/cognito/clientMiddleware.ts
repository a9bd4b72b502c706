import type { STSClientResolvedConfig } from "@aws-sdk/client-sts";

/** Middleware that looks at requests, whichever service they are for. */
type RequestMiddleware = <Args extends { request: unknown }, Result>(
	next: (args: Args) => Promise<Result>,
	context: object,
) => (args: Args) => Promise<Result>;

/** Middleware that looks at how requests end, whichever service they are for. */
type ResultMiddleware = <Args extends object, Result>(
	next: (args: Args) => Promise<Result>,
	context: object,
) => (args: Args) => Promise<Result>;

/** What clients of the AWS SDK have in common. */
export interface SdkClient {
	readonly config: {
		readonly region: () => Promise<string>;
		readonly requestHandler: STSClientResolvedConfig["requestHandler"];
	};
	readonly middlewareStack: {
		add(middleware: ResultMiddleware, options: { step: "initialize"; priority: "high"; name: string }): void;
		add(middleware: RequestMiddleware, options: { step: "build"; name: string }): void;
		add(
			middleware: ResultMiddleware,
			options: { step: "finalizeRequest"; priority: "low"; name: string },
		): void;
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
export function refusePlainHttp({ middlewareStack }: Pick<SdkClient, "middlewareStack">): void {
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

/**
 * Credentials whose failures are marked as failures of credentials: an error of AWS STS has the names that Cognito's have,
 * and is no response of Cognito.
 */
export function markFailures<Options extends unknown[], Identity>(
	provide: (...options: Options) => Promise<Identity>,
	mark: (error: unknown) => Promise<Error>,
): (...options: Options) => Promise<Identity> {
	return async (...options) => {
		try {
			return await provide(...options);
		} catch (error) {
			throw await mark(error);
		}
	};
}

/** Requests by the error that they ended with, where an attempt may have reached Cognito. */
export class Arrivals {
	readonly #arrived = new WeakSet<object>();

	/**
	 * Watches the attempts at each request that a client makes. What fails before a request is signed is no attempt.
	 *
	 * @param mayHaveArrived Whether an attempt that ended with this error may have reached Cognito.
	 */
	watch({ middlewareStack }: SdkClient, mayHaveArrived: (error: unknown) => boolean): void {
		/** By the context that all attempts at a request share. */
		const arrived = new WeakSet<object>();
		middlewareStack.add(
			(next, context) => async (args) => {
				try {
					return await next(args);
				} catch (error) {
					if (arrived.has(context)) this.#arrived.add(error as object);
					throw error;
				}
			},
			{ step: "initialize", priority: "high", name: "noteArrival" },
		);
		middlewareStack.add(
			(next, context) => async (args) => {
				try {
					return await next(args);
				} catch (error) {
					if (mayHaveArrived(error)) arrived.add(context);
					throw error;
				}
			},
			{ step: "finalizeRequest", priority: "low", name: "noteAttempt" },
		);
	}

	/** Whether the request that ended with this error may have reached Cognito. */
	has(error: unknown): boolean {
		return this.#arrived.has(error as object);
	}
}

/** What the SDK signs a request with. Source: AWS SDK for JavaScript, AwsCredentialIdentity. */
export interface SigningIdentity {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
	/** When temporary ones expire. */
	readonly expiration?: Date;
}

/** What the request is signed with that middleware of the step `build` runs for; `undefined` if it is not signed. */
export function signingIdentity(context: object): SigningIdentity | undefined {
	const { __smithy_context: { selectedHttpAuthScheme } = {} } = context as {
		__smithy_context?: { selectedHttpAuthScheme?: { identity?: SigningIdentity } };
	};
	return selectedHttpAuthScheme?.identity;
}

const mark = "[redacted]";

/** Keys that are shorter are those of a local server, such as `test`: words that any message may have. */
const shortestCredential = 8;

/** AWS issues none that is shorter; these are redacted within words too. Source: IAM API reference, AccessKey. */
const shortestOfAws = 16;

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
				const { accessKeyId, secretAccessKey, sessionToken }: Partial<SigningIdentity> =
					signingIdentity(context) ?? {};
				for (const secret of [accessKeyId, secretAccessKey, sessionToken]) {
					if (secret && secret.length >= shortestCredential)
						this.#credentials.add(secret).add(encodeURIComponent(secret));
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
			redacted = redacted.replaceAll(secret.length >= shortestOfAws ? secret : wholeWord(secret), mark);
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
