import type { STSClientResolvedConfig } from "@aws-sdk/client-sts";

/** Middleware that inspects requests of any service. */
type RequestMiddleware = <Args extends { request: unknown }, Result>(
	next: (args: Args) => Promise<Result>,
	context: object,
) => (args: Args) => Promise<Result>;

/** Middleware that inspects the results of requests of any service. */
type ResultMiddleware = <Args extends object, Result>(
	next: (args: Args) => Promise<Result>,
	context: object,
) => (args: Args) => Promise<Result>;

/** The common part of the AWS SDK's clients. */
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

/** The error of a request that would have been sent over a network in plain HTTP. */
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
 * Makes a client reject requests over plain HTTP to other machines: a request contains a username and, with temporary
 * credentials, the session token. It checks the request and not the configuration, since an endpoint may come from variables
 * and files that only the SDK reads.
 */
export function refusePlainHttp({ middlewareStack }: Pick<SdkClient, "middlewareStack">): void {
	middlewareStack.add(
		(next) => async (args) => {
			const { protocol, hostname } = args.request as { protocol?: string; hostname?: string };
			if (protocol !== "https:" && !isLoopback(`${hostname}`)) throw new PlainHttpError(`${hostname}`);
			return next(args);
		},
		// At this step the endpoint is known; signing and counting attempts come later.
		{ step: "build", name: "refusePlainHttp" },
	);
}

/** Whether a host name of a URL is this machine: 127.0.0.0/8, `::1` or `localhost`. */
export function isLoopback(hostname: string): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}

/**
 * Marks failures of credentials, because errors of AWS STS have the same names as Cognito's and are not responses of Cognito.
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

/** Records the errors of requests of which an attempt may have reached Cognito. */
export class Arrivals {
	readonly #arrived = new WeakSet<object>();

	/**
	 * Watches the attempts of each request of a client. A request that fails before it is signed made no attempt.
	 *
	 * @param mayHaveArrived Whether an attempt that ended with this error may have reached Cognito.
	 */
	watch({ middlewareStack }: SdkClient, mayHaveArrived: (error: unknown) => boolean): void {
		/** Keyed by the context that all attempts of a request share. */
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

/** The credentials that the SDK signs a request with. Source: AWS SDK for JavaScript, AwsCredentialIdentity. */
export interface SigningIdentity {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
	/** The time at which temporary credentials expire. */
	readonly expiration?: Date;
}

/** The credentials that sign the request for which middleware of the step `build` runs; `undefined` if it is not signed. */
export function signingIdentity(context: object): SigningIdentity | undefined {
	const { __smithy_context: { selectedHttpAuthScheme } = {} } = context as {
		__smithy_context?: { selectedHttpAuthScheme?: { identity?: SigningIdentity } };
	};
	return selectedHttpAuthScheme?.identity;
}

const mark = "[redacted]";

/** Shorter keys belong to a local server, such as `test`: any message may contain such a word. */
const shortestCredential = 8;

/** AWS issues no shorter keys; these are redacted within words too. Source: IAM API reference, AccessKey. */
const shortestOfAws = 16;

/**
 * Removes from messages of a server or the SDK the credentials that requests were signed with, names of profiles, and
 * usernames. A server may repeat what it received.
 */
export class Redaction {
	readonly #credentials = new Set<string>();
	readonly #names: readonly string[];

	/** @param names Names that may be part of other words, so they are removed only as whole words. */
	constructor(...names: readonly (string | undefined)[]) {
		this.#names = names.filter((name) => name !== undefined);
	}

	/** Records the credentials of each request of a client. */
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

	/** @param others Further names to remove. */
	apply(text: string, ...others: readonly string[]): string {
		let redacted = text;
		// Longer ones first, because one may be part of another.
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
