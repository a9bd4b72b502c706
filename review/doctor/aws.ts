import {
	type Connection,
	caBundleOf,
	type Failure,
	isCognitoError,
	isLoopback,
	Requester,
	regionToCall,
	type SdkClient,
} from "pulumi-cognito-feedback/internal/cognito";
import { type Identity, identityOf } from "./identity.ts";

type CognitoSdk = typeof import("@aws-sdk/client-cognito-identity-provider");
type CognitoClient = InstanceType<CognitoSdk["CognitoIdentityProviderClient"]>;
type Abort = { abortSignal: AbortSignal };

/** The settings of a user pool. */
export interface PoolSettings {
	readonly arn?: string | undefined;
	readonly plan?: string | undefined;
	readonly mode?: string | undefined;
	readonly estimatedUsers?: number | undefined;
}

/** The times of a server and of this machine when its response arrived, in milliseconds since 1970. */
export interface ClockReading {
	readonly server: number;
	readonly local: number;
}

/** Requests to AWS are not made if Cognito is a server on this machine. */
class LocalEndpointError extends Error {
	override readonly name = "LocalEndpointError";
}

/** Whether a request was not made because Cognito is a server on this machine. */
export function isLocalEndpoint({ code }: Pick<Failure, "code">): boolean {
	return code === LocalEndpointError.name;
}

/**
 * The requests to AWS of the checks and the report. Each method only reads, and throws a `CognitoError`. The SDKs are loaded on
 * first use.
 */
export class Aws {
	readonly userPoolId: string;
	/** The Region of requests to Cognito; `undefined` leaves it to the AWS SDK's default chain. */
	readonly region: string | undefined;
	readonly #connection: Connection;
	readonly #requester: Requester;
	readonly #now: () => number;
	#host: string | undefined;
	#clock: ClockReading | undefined;

	constructor(connection: Connection, userPoolId: string, now: () => number = Date.now) {
		this.#connection = connection;
		this.userPoolId = userPoolId;
		this.region = regionToCall(connection, userPoolId);
		this.#requester = new Requester(connection);
		this.#now = now;
	}

	/** The host of requests to Cognito; `undefined` before the first one. */
	get host(): string | undefined {
		return this.#host;
	}

	/** The clocks at the first response. */
	get clock(): ClockReading | undefined {
		return this.#clock;
	}

	/** The file of certificate authorities that the profile sets with `ca_bundle`. */
	caBundle(): Promise<string | undefined> {
		return caBundleOf(this.#connection.profile);
	}

	/** The settings of the pool. This is the first request, and it shows whether others can succeed. */
	readonly pool = once(() =>
		this.#cognito("DescribeUserPool", async (sdk, client, options): Promise<PoolSettings> => {
			const command = new sdk.DescribeUserPoolCommand({ UserPoolId: this.userPoolId });
			const { UserPool } = await client.send(command, options);
			return {
				arn: UserPool?.Arn,
				plan: UserPool?.UserPoolTier,
				mode: UserPool?.UserPoolAddOns?.AdvancedSecurityMode,
				estimatedUsers: UserPool?.EstimatedNumberOfUsers,
			};
		}),
	);

	/** Any user of the pool; `undefined` if it has none. */
	readonly anyUser = once(() =>
		this.#cognito("ListUsers", async (sdk, client, options) => {
			const input = { UserPoolId: this.userPoolId, AttributesToGet: ["sub"], Limit: 1 };
			const { Users = [] } = await client.send(new sdk.ListUsersCommand(input), options);
			return Users[0]?.Username;
		}),
	);

	/** Reads an auth event of a user, to check the permission. Returns nothing. */
	async readAuthEvent(username: string): Promise<void> {
		await this.#cognito("AdminListUserAuthEvents", (sdk, client, options) => {
			const input = { UserPoolId: this.userPoolId, Username: username, MaxResults: 1 };
			return client.send(new sdk.AdminListUserAuthEventsCommand(input), options);
		});
	}

	/** The pool's log destinations. */
	logConfigurations() {
		return this.#cognito("GetLogDeliveryConfiguration", async (sdk, client, options) => {
			const command = new sdk.GetLogDeliveryConfigurationCommand({ UserPoolId: this.userPoolId });
			const { LogDeliveryConfiguration } = await client.send(command, options);
			return LogDeliveryConfiguration?.LogConfigurations ?? [];
		});
	}

	/** The risk configuration of the pool or of one of its app clients. */
	riskConfiguration(clientId?: string) {
		return this.#cognito("DescribeRiskConfiguration", async (sdk, client, options) => {
			const input = { UserPoolId: this.userPoolId, ...(clientId !== undefined && { ClientId: clientId }) };
			const { RiskConfiguration } = await client.send(
				new sdk.DescribeRiskConfigurationCommand(input),
				options,
			);
			return RiskConfiguration;
		});
	}

	/** The account's quota for a category of operations, in requests per second; `undefined` if Cognito returns none. */
	quota(category: string): Promise<number | undefined> {
		return this.#cognito("GetProvisionedLimit", async (sdk, client, options) => {
			const LimitDefinition = { LimitClass: "API_CATEGORY", Attributes: { Category: category } } as const;
			const { Limit } = await client.send(new sdk.GetProvisionedLimitCommand({ LimitDefinition }), options);
			return Limit?.ProvisionedLimitValue;
		});
	}

	/** The identity of the credentials. */
	readonly identity = once(async (): Promise<Identity> => {
		await this.#firstResponse();
		return this.#request("GetCallerIdentity", async (options) => {
			const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
			const client = this.#keptLocal(new STSClient(this.#requester.settings(this.region)));
			return identityOf(await client.send(new GetCallerIdentityCommand({}), options));
		});
	});

	/** IAM's simulated decision on an action, such as `allowed` or `implicitDeny`. */
	async simulate(principalArn: string, action: string, resourceArn: string): Promise<string | undefined> {
		const { SimulatePrincipalPolicyCommand } = await import("@aws-sdk/client-iam");
		const command = new SimulatePrincipalPolicyCommand({
			PolicySourceArn: principalArn,
			ActionNames: [action],
			ResourceArns: [resourceArn],
		});
		return this.#request("SimulatePrincipalPolicy", async (options) => {
			const client = await this.#iam();
			const { EvaluationResults } = await client.send(command, options);
			return EvaluationResults?.[0]?.EvalDecision;
		});
	}

	/** The ARN of a role with its path, which a session's ARN lacks. */
	async roleArn(name: string): Promise<string | undefined> {
		const { GetRoleCommand } = await import("@aws-sdk/client-iam");
		return this.#request("GetRole", async (options) => {
			const client = await this.#iam();
			const { Role } = await client.send(new GetRoleCommand({ RoleName: name }), options);
			return Role?.Arn;
		});
	}

	/** The Region of the options, environment or configuration files; `undefined` if none is set. */
	async configuredRegion(): Promise<string | undefined> {
		const { CognitoIdentityProviderClient } = await cognitoSdk();
		const client = new CognitoIdentityProviderClient(this.#requester.settings(this.#connection.region));
		return client.config.region().catch(() => undefined);
	}

	readonly #client = once(async (): Promise<CognitoClient> => {
		const { CognitoIdentityProviderClient } = await cognitoSdk();
		const { endpoint } = this.#connection;
		const client = this.#requester.protect(
			new CognitoIdentityProviderClient({
				...this.#requester.settings(this.region),
				...(endpoint !== undefined && { endpoint }),
			}),
		);
		this.#watch(client);
		return client;
	});

	readonly #iam = once(async () => {
		const { IAMClient } = await import("@aws-sdk/client-iam");
		return this.#keptLocal(new IAMClient(this.#requester.settings(this.region)));
	});

	#cognito<T>(
		operation: Failure["operation"],
		send: (sdk: CognitoSdk, client: CognitoClient, options: Abort) => Promise<T>,
	): Promise<T> {
		return this.#request(operation, async (options) =>
			send(await cognitoSdk(), await this.#client(), options),
		);
	}

	#request<T>(operation: Failure["operation"], send: (options: Abort) => Promise<T>): Promise<T> {
		return this.#requester.request({ operation, userPoolId: this.userPoolId }, send);
	}

	/** Waits until the first request has ended, successfully or not. */
	async #firstResponse(): Promise<void> {
		await this.pool().catch((error: unknown) => {
			if (!isCognitoError(error)) throw error;
		});
	}

	/** Records the host of requests, and the time of the first response, even if it is an error. */
	#watch({ middlewareStack }: Pick<CognitoClient, "middlewareStack">): void {
		middlewareStack.add(
			(next) => (args) => {
				this.#host = (args.request as { hostname?: string }).hostname;
				return next(args);
			},
			{ step: "build", name: "noteHost" },
		);
		middlewareStack.add(
			(next) => async (args) => {
				const result = await next(args);
				const { headers } = result.response as { headers?: Readonly<Record<string, string>> };
				const server = Date.parse(headers?.date ?? "");
				if (!Number.isNaN(server)) this.#clock ??= { server, local: this.#now() };
				return result;
			},
			// Closest to the response, before an error is thrown for it.
			{ step: "deserialize", name: "noteTime", priority: "low" },
		);
	}

	/** A client of another service that makes no request to AWS if Cognito is a server on this machine. */
	#keptLocal<Client extends SdkClient>(client: Client): Client {
		this.#requester.protect(client).middlewareStack.add(
			(next) => (args) => {
				const { hostname } = args.request as { hostname?: string };
				if (this.#host !== undefined && isLoopback(this.#host) && !isLoopback(`${hostname}`))
					throw new LocalEndpointError("Cognito is a server on this machine, so AWS is not asked");
				return next(args);
			},
			{ step: "build", name: "keepLocal" },
		);
		return client;
	}
}

function cognitoSdk(): Promise<CognitoSdk> {
	return import("@aws-sdk/client-cognito-identity-provider");
}

/** Wraps a function so that it is called at most once, and all callers get the same result. */
function once<T>(run: () => Promise<T>): () => Promise<T> {
	let result: Promise<T> | undefined;
	return () => {
		result ??= run();
		return result;
	};
}
