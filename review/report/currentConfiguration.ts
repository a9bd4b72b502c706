import { type Failure, isCognitoError } from "pulumi-cognito-feedback/internal/cognito";
import {
	type DescribedRisk,
	type RiskConfiguration,
	type RiskSettings,
	settingsOf,
} from "./riskConfiguration.ts";
import { type Rows, rowsOf } from "./rows.ts";

/** Asks Cognito what full function does, in the pool or for one of its app clients. */
export interface RiskReader {
	riskConfiguration(clientId?: string): Promise<DescribedRisk | undefined>;
}

/**
 * The configuration that the pool has now, with that of each app client seen in the store.
 *
 * @returns a failure if Cognito was not asked, or refused
 */
export async function currentConfiguration(
	db: Rows,
	reader: RiskReader,
): Promise<{ readonly configuration: RiskConfiguration } | { readonly failure: Failure }> {
	try {
		const pool = settingsOf((await reader.riskConfiguration()) ?? {});
		const seen = await rowsOf<{ client: string }>(
			db,
			"SELECT DISTINCT client_id::VARCHAR AS client FROM events WHERE client_id IS NOT NULL ORDER BY 1",
		);
		const clients: Record<string, RiskSettings> = {};
		for (const { client } of seen) {
			const own = await ofClient(reader, client);
			if (own) clients[client] = own;
		}
		return { configuration: { name: "current", pool, clients } };
	} catch (error) {
		if (isCognitoError(error)) return { failure: error.failure };
		throw error;
	}
}

/** The settings of a client; `undefined` where it has those of the pool, or does not exist anymore. */
async function ofClient(reader: RiskReader, client: string): Promise<RiskSettings | undefined> {
	try {
		const own = await reader.riskConfiguration(client);
		const parts = [
			own?.AccountTakeoverRiskConfiguration,
			own?.CompromisedCredentialsRiskConfiguration,
			own?.RiskExceptionConfiguration,
		];
		return own && parts.some((part) => part !== undefined) ? settingsOf(own) : undefined;
	} catch (error) {
		// A client ID of a log may be of any form, and the client may be deleted.
		if (isCognitoError(error) && ["notFound", "invalidParameter"].includes(error.failure.kind))
			return undefined;
		throw error;
	}
}
