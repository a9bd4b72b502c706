import type { GetCallerIdentityResponse } from "@aws-sdk/client-sts";
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

type CognitoClient = import("@aws-sdk/client-cognito-identity-provider").CognitoIdentityProvider;
type Abort = { abortSignal: AbortSignal };

/** The times of a server and of this machine when its response arrived, in milliseconds since 1970. */
export interface ClockReading {
	readonly server: number;
	readonly local: number;
}

/** The principal of the credentials. Names of people, in users and sessions, are omitted. */
export type Principal =
	| { readonly type: "root" | "user" | "federatedUser" | "other" }
	| { readonly type: "role"; readonly role: string };

export interface Identity {
	readonly account: string;
	readonly principal: Principal;
	/** `aws`, `aws-cn`, `aws-us-gov`: part of each ARN. */
	readonly partition: string;
	/**
	 * The ARN whose policies IAM can simulate; `undefined` for principals without policies. A role's ARN lacks its path. It may
	 * contain a person's name.
	 */
	readonly policySource: string | undefined;
}

/** The name of the error of requests that are not made because Cognito is a server on this machine. */
const localEndpoint = "LocalEndpointError";
const notAsked = "Cognito is a server on this machine, so AWS is not asked";

/** Whether a request was not made because Cognito is a server on this machine. */
export function isLocalEndpoint({ code }: Pick<Failure, "code">): boolean {
	return code === localEndpoint;
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
	#host: string | undefined;
	#clock: ClockReading | undefined;

	constructor(connection: Connection, userPoolId: string) {
		this.#connection = connection;
		this.userPoolId = userPoolId;
		this.region = regionToCall(connection, userPoolId);
		this.#requester = new Requester(connection);
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
		this.#cognito("DescribeUserPool", async (client, options) => {
			const { UserPool = {} } = await client.describeUserPool({ UserPoolId: this.userPoolId }, options);
			return UserPool;
		}),
	);

	/** Any user of the pool; `undefined` if it has none. */
	readonly anyUser = once(() =>
		this.#cognito("ListUsers", async (client, options) => {
			const input = { UserPoolId: this.userPoolId, AttributesToGet: ["sub"], Limit: 1 };
			const { Users = [] } = await client.listUsers(input, options);
			return Users[0]?.Username;
		}),
	);

	/** Reads an auth event of a user, to check the permission. Returns nothing. */
	async readAuthEvent(username: string): Promise<void> {
		const input = { UserPoolId: this.userPoolId, Username: username, MaxResults: 1 };
		await this.#cognito("AdminListUserAuthEvents", (client, options) =>
			client.adminListUserAuthEvents(input, options),
		);
	}

	/** The pool's destinations of exported auth events. */
	logConfigurations() {
		return this.#cognito("GetLogDeliveryConfiguration", async (client, options) => {
			const input = { UserPoolId: this.userPoolId };
			const { LogDeliveryConfiguration } = await client.getLogDeliveryConfiguration(input, options);
			const all = LogDeliveryConfiguration?.LogConfigurations ?? [];
			return all.filter(({ EventSource }) => EventSource === "userAuthEvents");
		});
	}

	/** The risk configuration of the pool or of one of its app clients. */
	riskConfiguration(clientId?: string) {
		return this.#cognito("DescribeRiskConfiguration", async (client, options) => {
			const input = { UserPoolId: this.userPoolId, ClientId: clientId };
			return (await client.describeRiskConfiguration(input, options)).RiskConfiguration;
		});
	}

	/** The account's quota for a category of operations, in requests per second; `undefined` if Cognito returns none. */
	quota(category: string): Promise<number | undefined> {
		return this.#cognito("GetProvisionedLimit", async (client, options) => {
			const LimitDefinition = { LimitClass: "API_CATEGORY", Attributes: { Category: category } } as const;
			return (await client.getProvisionedLimit({ LimitDefinition }, options)).Limit?.ProvisionedLimitValue;
		});
	}

	readonly identity = once(async (): Promise<Identity> => {
		// The first request shows which server is called, even if it fails.
		await this.pool().catch((error: unknown) => {
			if (!isCognitoError(error)) throw error;
		});
		return this.#request("GetCallerIdentity", async (options) => {
			const { STS } = await import("@aws-sdk/client-sts");
			const client = this.#keptLocal(new STS(this.#requester.settings(this.region)));
			return identityOf(await client.getCallerIdentity({}, options));
		});
	});

	/** IAM's simulated decision on an action, such as `allowed` or `implicitDeny`. */
	simulate(principalArn: string, action: string, resourceArn: string): Promise<string | undefined> {
		const input = { PolicySourceArn: principalArn, ActionNames: [action], ResourceArns: [resourceArn] };
		return this.#request("SimulatePrincipalPolicy", async (options) => {
			const { EvaluationResults } = await (await this.#iam()).simulatePrincipalPolicy(input, options);
			return EvaluationResults?.[0]?.EvalDecision;
		});
	}

	/** The ARN of a role with its path, which a session's ARN lacks. */
	roleArn(name: string): Promise<string | undefined> {
		return this.#request("GetRole", async (options) => {
			const { Role } = await (await this.#iam()).getRole({ RoleName: name }, options);
			return Role?.Arn;
		});
	}

	/** The Region of the options, environment or configuration files; `undefined` if none is set. */
	async configuredRegion(): Promise<string | undefined> {
		const { CognitoIdentityProvider } = await import("@aws-sdk/client-cognito-identity-provider");
		const client = new CognitoIdentityProvider(this.#requester.settings(this.#connection.region));
		return client.config.region().catch(() => undefined);
	}

	readonly #client = once(async (): Promise<CognitoClient> => {
		const { CognitoIdentityProvider } = await import("@aws-sdk/client-cognito-identity-provider");
		const { endpoint } = this.#connection;
		const settings = {
			...this.#requester.settings(this.region),
			...(endpoint !== undefined && { endpoint }),
		};
		const client = this.#requester.protect(new CognitoIdentityProvider(settings));
		this.#watch(client);
		return client;
	});

	readonly #iam = once(async () => {
		const { IAM } = await import("@aws-sdk/client-iam");
		return this.#keptLocal(new IAM(this.#requester.settings(this.region)));
	});

	#cognito<T>(
		operation: Failure["operation"],
		send: (client: CognitoClient, options: Abort) => Promise<T>,
	): Promise<T> {
		return this.#request(operation, async (options) => send(await this.#client(), options));
	}

	#request<T>(operation: Failure["operation"], send: (options: Abort) => Promise<T>): Promise<T> {
		return this.#requester.request({ operation, userPoolId: this.userPoolId }, send);
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
				if (!Number.isNaN(server)) this.#clock ??= { server, local: Date.now() };
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
					throw Object.assign(new Error(notAsked), { name: localEndpoint });
				return next(args);
			},
			{ step: "build", name: "keepLocal" },
		);
		return client;
	}
}

/** The types of principals in ARNs, but for roles. */
const principalTypes = { root: "root", user: "user", "federated-user": "federatedUser" } as const;

function identityOf({ Account: account = "", Arn = "" }: GetCallerIdentityResponse): Identity {
	const [, partition = "aws", , , , ...rest] = Arn.split(":");
	const [type = "", role = ""] = rest.join(":").split("/");
	if (type === "assumed-role") {
		const policySource = `arn:${partition}:iam::${account}:role/${role}`;
		return { account, partition, principal: { type: "role", role }, policySource };
	}
	const known = principalTypes[type as keyof typeof principalTypes] ?? "other";
	return { account, partition, principal: { type: known }, policySource: type === "user" ? Arn : undefined };
}

/** Wraps a function so that it is called at most once, and all callers get the same result. */
function once<T>(run: () => Promise<T>): () => Promise<T> {
	let result: Promise<T> | undefined;
	return () => (result ??= run());
}
