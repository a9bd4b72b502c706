import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { loadAwsSdk } from "./awsSdk";
import type { Connection } from "./connection";
import { defaultRequestTimeout } from "./connection";
import { refusePlainHttp } from "./plainHttp";
import { Redaction } from "./redaction";
import { regionOf } from "./region";
import { RetriesButForThrottling } from "./retries";

/** How long to wait for a connection, in milliseconds. */
const connectionTimeout = 5_000;

/** Gives the SDK's client for a user pool: one a Region, so that its connections stay open between requests. */
export class Clients {
	/** Takes what the clients sign with out of what a server says. */
	readonly redaction: Redaction;
	readonly #connection: Connection;
	readonly #byRegion = new Map<string | undefined, CognitoIdentityProviderClient>();

	constructor(connection: Connection) {
		this.#connection = connection;
		this.redaction = new Redaction(connection.profile, process.env.AWS_PROFILE);
	}

	for(userPoolId: string): CognitoIdentityProviderClient {
		const region = regionOf(userPoolId) ?? this.#connection.region;
		let client = this.#byRegion.get(region);
		if (!client) {
			client = this.#create(region);
			this.#byRegion.set(region, client);
		}
		return client;
	}

	#create(region: string | undefined): CognitoIdentityProviderClient {
		const {
			profile,
			endpoint,
			allowPlainHttp,
			requestTimeout: seconds = defaultRequestTimeout,
		} = this.#connection;
		const requestTimeout = seconds * 1_000;
		const { CognitoIdentityProviderClient } = loadAwsSdk();
		const client = new CognitoIdentityProviderClient({
			retryStrategy: new RetriesButForThrottling(),
			requestHandler: {
				connectionTimeout,
				requestTimeout,
				throwOnRequestTimeout: true,
				// The one above ends with the first line of an answer.
				socketTimeout: requestTimeout,
			},
			...(region !== undefined && { region }),
			...(profile !== undefined && { profile }),
			...(endpoint !== undefined && { endpoint }),
		});
		if (!allowPlainHttp) refusePlainHttp(client);
		this.redaction.watch(client);
		return client;
	}
}
