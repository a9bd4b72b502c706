import { type Connection, Requester } from "pulumi-cognito-feedback/internal/cognito";

/** The maximum number of attempts at a request. The waits between attempts grow to 20 seconds. */
const maxAttempts = 10;

type Settings = Omit<ReturnType<Requester["settings"]>, "retryStrategy"> & { readonly maxAttempts: number };

type About = Parameters<Requester["request"]>[0];

interface Service<Client> {
	readonly userPoolId: string;
	/** The resource of the requests, as error messages name it. */
	readonly resource: string;
	readonly region: string | undefined;
	/** Loads the AWS SDK and creates a client. */
	connect(settings: Settings): Promise<Client>;
}

/** Makes requests to another service than Cognito. Its client is created with the first request. */
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
		// The SDK handles throttling here, because the rate limiter covers only Cognito's quota.
		const { retryStrategy: _, ...settings } = this.#requester.settings(this.#service.region);
		return this.#requester.protect(await this.#service.connect({ ...settings, maxAttempts }));
	}
}
