import { createRequire } from "node:module";
import { type Failure, isCognitoError } from "pulumi-cognito-feedback/internal/cognito";
import type { Aws } from "../doctor/aws.ts";
import type { Rows } from "./facts.ts";
import { isRange } from "./ranges.ts";

/** The actions of full-function mode on a sign-in of a risk level. */
export const actions = ["none", "mfaIfConfigured", "mfaRequired", "block"] as const;
export type Action = (typeof actions)[number];

/** The settings of full-function mode, of a user pool or an app client. */
export interface RiskSettings {
	readonly low: Action;
	readonly medium: Action;
	readonly high: Action;
	/** The action on sign-ins with compromised credentials. */
	readonly compromisedCredentials: "none" | "block";
	/** CIDR ranges whose sign-ins are not rated. */
	readonly alwaysAllow: readonly string[];
	/** CIDR ranges whose sign-ins are blocked. */
	readonly alwaysBlock: readonly string[];
}

/** A risk configuration and its name, for comparisons. */
export interface RiskConfiguration {
	readonly name: string;
	readonly pool: RiskSettings;
	/** The settings of app clients that have their own, by client ID. */
	readonly clients: Readonly<Record<string, RiskSettings>>;
}

const nothing: RiskSettings = {
	low: "none",
	medium: "none",
	high: "none",
	compromisedCredentials: "none",
	alwaysAllow: [],
	alwaysBlock: [],
};

/** A pool's or client's configuration as Cognito returns it. */
type DescribedRisk = NonNullable<Awaited<ReturnType<Aws["riskConfiguration"]>>>;

const described: Readonly<Record<string, Action>> = {
	NO_ACTION: "none",
	MFA_IF_CONFIGURED: "mfaIfConfigured",
	MFA_REQUIRED: "mfaRequired",
	BLOCK: "block",
};

/** Converts a response of DescribeRiskConfiguration. Missing parts have no effect. */
export function settingsOf(risk: DescribedRisk): RiskSettings {
	const takeover = risk.AccountTakeoverRiskConfiguration?.Actions;
	const compromised = risk.CompromisedCredentialsRiskConfiguration;
	const exceptions = risk.RiskExceptionConfiguration;
	const action = (risk: "Low" | "Medium" | "High") =>
		described[takeover?.[`${risk}Action`]?.EventAction ?? "NO_ACTION"] ?? "none";
	const isOnSignIn = compromised?.EventFilter?.includes("SIGN_IN") ?? true;
	return {
		low: action("Low"),
		medium: action("Medium"),
		high: action("High"),
		compromisedCredentials: compromised?.Actions?.EventAction === "BLOCK" && isOnSignIn ? "block" : "none",
		alwaysAllow: exceptions?.SkippedIPRangeList ?? [],
		alwaysBlock: exceptions?.BlockedIPRangeList ?? [],
	};
}

/**
 * Reads the current risk configuration of the pool, and of each app client in the store.
 *
 * @returns a failure if no request was possible, or Cognito rejected it
 */
export async function currentConfiguration(db: Rows, aws: Aws): Promise<RiskConfiguration | Failure> {
	try {
		const pool = settingsOf((await aws.riskConfiguration()) ?? {});
		const seen = await db.rows<{ client: string }>(
			"SELECT DISTINCT client_id::VARCHAR AS client FROM events WHERE client_id IS NOT NULL ORDER BY 1",
		);
		const clients: Record<string, RiskSettings> = {};
		for (const { client } of seen) {
			const own = await ofClient(aws, client);
			if (own) clients[client] = own;
		}
		return { name: "current", pool, clients };
	} catch (error) {
		if (isCognitoError(error)) return error.failure;
		throw error;
	}
}

/** The settings of a client; `undefined` if it has those of the pool, or no longer exists. */
async function ofClient(aws: Aws, client: string): Promise<RiskSettings | undefined> {
	try {
		const own = (await aws.riskConfiguration(client)) ?? {};
		const hasOwn =
			own.AccountTakeoverRiskConfiguration ??
			own.CompromisedCredentialsRiskConfiguration ??
			own.RiskExceptionConfiguration;
		return hasOwn && settingsOf(own);
	} catch (error) {
		// A client ID in a log may have any form, and the client may have been deleted.
		if (isCognitoError(error, "notFound", "invalidParameter")) return undefined;
		throw error;
	}
}

/**
 * Parses a risk configuration that a person wrote.
 *
 * @param name The name, for comparisons and messages.
 * @throws Error that names the first invalid value and what is expected
 */
export function parseRiskConfiguration(name: string, text: string): RiskConfiguration {
	// Loaded here, so that commands start without it.
	const { parse } = createRequire(import.meta.url)("yaml") as typeof import("yaml");
	let value: unknown;
	try {
		value = parse(text);
	} catch (error) {
		throw new Error(`${name}: expected YAML: ${error instanceof Error ? error.message : String(error)}`);
	}
	const { clients = {}, ...pool } = record(value ?? {}, name, [...Object.keys(nothing), "clients"]);
	const own = Object.entries(record(clients, `${name}: clients`)).map(
		([client, settings]) => [client, settingsIn(settings, `${name}: clients.${client}`)] as const,
	);
	return { name, pool: settingsIn(pool, name), clients: Object.fromEntries(own) };
}

function settingsIn(value: unknown, place: string): RiskSettings {
	const given = { ...nothing, ...record(value, place, Object.keys(nothing)) };
	const action = <T extends string>(field: keyof RiskSettings, known: readonly T[]): T => {
		const found = known.find((each) => each === given[field]);
		if (found !== undefined) return found;
		const what = JSON.stringify(given[field]);
		throw new Error(`${place}: ${field}: ${what} is not an action. Use ${known.join(", ")}.`);
	};
	return {
		low: action("low", actions),
		medium: action("medium", actions),
		high: action("high", actions),
		compromisedCredentials: action("compromisedCredentials", ["none", "block"]),
		alwaysAllow: ranges(given.alwaysAllow, `${place}: alwaysAllow`),
		alwaysBlock: ranges(given.alwaysBlock, `${place}: alwaysBlock`),
	};
}

function record(value: unknown, place: string, fields?: readonly string[]): Record<string, unknown> {
	if (typeof value !== "object" || value === null || Array.isArray(value))
		throw new Error(`${place}: expected fields such as \`high: block\`.`);
	const unknown = fields && Object.keys(value).find((field) => !fields.includes(field));
	if (unknown !== undefined)
		throw new Error(`${place}: ${unknown} is not a field. The fields are ${fields?.join(", ")}.`);
	return value as Record<string, unknown>;
}

function ranges(value: unknown, place: string): string[] {
	if (!Array.isArray(value)) throw new Error(`${place}: expected a list of ranges such as 203.0.113.0/24.`);
	return value.map((range) => {
		if (typeof range !== "string" || !isRange(range))
			throw new Error(`${place}: ${JSON.stringify(range)} is not a range. Write it such as 203.0.113.0/24.`);
		return range;
	});
}
