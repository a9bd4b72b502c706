import { type Failure, isCognitoError } from "pulumi-cognito-feedback/internal/cognito";
import {
	type DescribedRisk,
	type RiskConfiguration,
	type RiskSettings,
	settingsOf,
} from "./riskConfiguration.ts";
import { type Rows, rowsOf } from "./rows.ts";

/** Reads the risk configuration of the pool or of one of its app clients from Cognito. */
export interface RiskReader {
	riskConfiguration(clientId?: string): Promise<DescribedRisk | undefined>;
}

/**
 * Reads the current risk configuration of the pool, and of each app client in the store.
 *
 * @returns a failure if no request was possible, or Cognito rejected it
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

/** The settings of a client; `undefined` if it has those of the pool, or no longer exists. */
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
		// A client ID in a log may have any form, and the client may have been deleted.
		if (isCognitoError(error) && ["notFound", "invalidParameter"].includes(error.failure.kind))
			return undefined;
		throw error;
	}
}
