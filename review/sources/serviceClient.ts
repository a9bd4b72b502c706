import { type Connection, Requester } from "pulumi-cognito-feedback/internal/cognito";

/** Attempts at a request that is throttled or fails: waits between them grow to 20 seconds. */
const maxAttempts = 10;

type Settings = Omit<ReturnType<Requester["settings"]>, "retryStrategy"> & { readonly maxAttempts: number };

type About = Parameters<Requester["request"]>[0];

interface Service<Client> {
	readonly userPoolId: string;
	/** What requests are about, as errors name it. */
	readonly resource: string;
	readonly region: string | undefined;
	/** Loads and makes a client of the AWS SDK. */
	connect(settings: Settings): Promise<Client>;
}

/** Requests to a service beside Cognito, whose client is made with the first of them. */
export class ServiceClient<
	Client extends Parameters<Requester["protect"]>[0],
	Operation extends About["operation"],
> {
	readonly #requester: Requester;
	readonly #service: Service<Client>;
	#client: Promise<Client> | undefined;

	constructor(connection: Connection, service: Service<Client>) {
		this.#requester = new Requester(connection);
		this.#service = service;
	}

	/** @throws CognitoError */
	async request<T>(
		operation: Operation,
		send: (client: Client, options: { abortSignal: AbortSignal }) => Promise<T>,
	): Promise<T> {
		this.#client ??= this.#connect();
		const client = await this.#client;
		const { userPoolId, resource } = this.#service;
		return this.#requester.request({ operation, userPoolId, resource }, (options) => send(client, options));
	}

	async #connect(): Promise<Client> {
		// Throttling is left to the SDK here: no rate limiter shares this quota.
		const { retryStrategy: _, ...settings } = this.#requester.settings(this.#service.region);
		return this.#requester.protect(await this.#service.connect({ ...settings, maxAttempts }));
	}
}
