import { parse } from "yaml";
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

/** A pool's or client's configuration as Cognito returns it. Source: AWS API reference, RiskConfigurationType. */
export interface DescribedRisk {
	readonly CompromisedCredentialsRiskConfiguration?:
		| {
				readonly EventFilter?: readonly string[] | undefined;
				readonly Actions?: { readonly EventAction?: string | undefined } | undefined;
		  }
		| undefined;
	readonly AccountTakeoverRiskConfiguration?:
		| {
				readonly Actions?:
					| Readonly<Partial<Record<"LowAction" | "MediumAction" | "HighAction", DescribedAction>>>
					| undefined;
		  }
		| undefined;
	readonly RiskExceptionConfiguration?:
		| {
				readonly BlockedIPRangeList?: readonly string[] | undefined;
				readonly SkippedIPRangeList?: readonly string[] | undefined;
		  }
		| undefined;
}
type DescribedAction = { readonly EventAction?: string | undefined } | undefined;

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
	const action = (given: DescribedAction) => described[given?.EventAction ?? "NO_ACTION"] ?? "none";
	const isOnSignIn = compromised?.EventFilter?.includes("SIGN_IN") ?? true;
	return {
		low: action(takeover?.LowAction),
		medium: action(takeover?.MediumAction),
		high: action(takeover?.HighAction),
		compromisedCredentials: compromised?.Actions?.EventAction === "BLOCK" && isOnSignIn ? "block" : "none",
		alwaysAllow: exceptions?.SkippedIPRangeList ?? [],
		alwaysBlock: exceptions?.BlockedIPRangeList ?? [],
	};
}

/**
 * Parses a risk configuration that a person wrote.
 *
 * @param name The name, for comparisons and messages.
 * @throws Error that names the first invalid value and what is expected
 */
export function parseRiskConfiguration(name: string, text: string): RiskConfiguration {
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
	const at = (field: keyof RiskSettings) => `${place}: ${field}`;
	return {
		low: oneOf(given.low, actions, at("low")),
		medium: oneOf(given.medium, actions, at("medium")),
		high: oneOf(given.high, actions, at("high")),
		compromisedCredentials: oneOf(
			given.compromisedCredentials,
			["none", "block"],
			at("compromisedCredentials"),
		),
		alwaysAllow: ranges(given.alwaysAllow, at("alwaysAllow")),
		alwaysBlock: ranges(given.alwaysBlock, at("alwaysBlock")),
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

function oneOf<T extends string>(value: unknown, known: readonly T[], place: string): T {
	const found = known.find((each) => each === value);
	if (found === undefined)
		throw new Error(`${place}: ${JSON.stringify(value)} is not an action. Use ${known.join(", ")}.`);
	return found;
}

function ranges(value: unknown, place: string): string[] {
	if (!Array.isArray(value)) throw new Error(`${place}: expected a list of ranges such as 203.0.113.0/24.`);
	return value.map((range) => {
		if (typeof range !== "string" || !isRange(range))
			throw new Error(`${place}: ${JSON.stringify(range)} is not a range. Write it such as 203.0.113.0/24.`);
		return range;
	});
}
