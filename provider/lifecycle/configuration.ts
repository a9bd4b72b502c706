import type { Connection } from "../cognito/connection";
import { defaultRequestTimeout, toConnection } from "../cognito/connection";
import { quoted } from "../cognito/printable";
import { isRegionName } from "../cognito/region";
import type { EvidenceLevel } from "./evidence";
import { evidenceLevels } from "./evidence";

/** Stack configuration by key, such as `aws:region`: as `pulumi config set` wrote it. */
export type GetConfig = (key: string) => string | undefined;

const eventLookupModes = ["required", "optional", "off"] as const;
/**
 * What to do when an event cannot be looked up. `required`: the preview fails. `optional`: there is a warning. `off`:
 * nothing is looked up, and a refresh reads nothing.
 */
export type EventLookup = (typeof eventLookupModes)[number];

/** How to reach Cognito, how fast, and how much to look up and to keep: the configuration of a run. */
export interface Configuration {
	/** What to do when an event cannot be looked up. Default: `required`. */
	readonly eventLookup: EventLookup;
	/**
	 * How much of the evidence is kept in state. Less of it takes effect on decisions that are there already with the
	 * next `pulumi up`. Default: `full`.
	 */
	readonly evidence: EvidenceLevel;
	readonly connection: Connection;
	/**
	 * The most feedback submitted in a second, from 0.1 to 10000; look-ups may go twice as fast. Cognito's default quota
	 * is 25 for a whole account in a Region. Default: {@link defaultRequestsPerSecond}.
	 */
	readonly requestsPerSecond: number;
	/** What is wrong with it, each naming the key and what to set. Nothing is requested while there is any. */
	readonly problems: readonly string[];
}

/** Below Amazon Cognito's default quota of 25, so that the account's applications keep a part of it. */
export const defaultRequestsPerSecond = 20;

/** How a front end's users know a setting, for messages. */
export interface SettingWords {
	/** What the setting is called, such as `stack configuration aws:region`. */
	name(key: string): string;
	/** What to do where it is wrong, as a sentence. */
	remedy(key: string, example: string): string;
}

const inStackConfiguration: SettingWords = {
	name: (key) => `stack configuration ${key}`,
	remedy: (key, example) =>
		`Correct it with \`pulumi config set ${key} ${example}\`, or remove it with \`pulumi config rm ${key}\`.`,
};

/** Reads the stack configuration. What is not set of the connection is left to the AWS SDK's own chain. */
export function readConfiguration(get: GetConfig, words = inStackConfiguration): Configuration {
	const problems: string[] = [];

	/** The value of a key where it is set and right; a wrong one is noted. */
	function take<T extends string>(
		key: string,
		{ expected, example, isRight, mayPrint = () => true }: Setting<T>,
	): T | undefined {
		const value = get(key);
		if (value === undefined || isRight(value)) return value;
		problems.push(
			`${words.name(key)}: ${mayPrint(value) ? quoted(value) : "its value"} is not ${expected}. ${words.remedy(key, example)}`,
		);
		return undefined;
	}

	return {
		connection: toConnection({
			region: take("aws:region", regionSetting),
			profile: take("aws:profile", profileSetting),
			endpoint: take("cognito-feedback:endpoint", endpointSetting),
			requestTimeout: take("cognito-feedback:requestTimeout", timeoutSetting),
			allowPlainHttp: take("cognito-feedback:allowPlainHttp", oneOf(["false", "true"])) === "true",
		}),
		eventLookup: take("cognito-feedback:eventLookup", oneOf(eventLookupModes)) ?? "required",
		evidence: take("cognito-feedback:evidence", oneOf(evidenceLevels)) ?? "full",
		requestsPerSecond: Number(
			take("cognito-feedback:requestsPerSecond", rateSetting) ?? defaultRequestsPerSecond,
		),
		problems,
	};
}

export interface Setting<T extends string> {
	/** What a value has to be, after "is not". */
	readonly expected: string;
	readonly example: string;
	isRight(value: string): value is T;
	/** Whether a wrong value may be printed. Default: any. */
	mayPrint?(value: string): boolean;
}

export const regionSetting: Setting<string> = {
	expected: "the name of an AWS Region",
	example: "eu-central-1",
	isRight: (value): value is string => isRegionName(value),
};

export const profileSetting: Setting<string> = {
	expected: "the name of a profile in the AWS configuration files",
	example: "audit",
	isRight: (value): value is string => value.trim() !== "",
};

export const endpointSetting: Setting<string> = {
	expected: "an http or https URL, without a user and a password",
	example: "https://cognito-idp.eu-central-1.amazonaws.com",
	isRight: (value): value is string => URL.canParse(value) && isEndpoint(new URL(value)),
	mayPrint: (value) => !value.includes("@"),
};

function isEndpoint({ protocol, username, password }: URL): boolean {
	return ["http:", "https:"].includes(protocol) && username === "" && password === "";
}

export const rateSetting: Setting<string> = {
	expected: "a number of requests a second, from 0.1 to 10000",
	example: String(defaultRequestsPerSecond),
	isRight: (value): value is string =>
		/^\d+(\.\d+)?$/.test(value) && Number(value) >= 0.1 && Number(value) <= 10_000,
};

export const timeoutSetting: Setting<string> = {
	expected: "a number of seconds, from 1 to 600",
	example: String(defaultRequestTimeout),
	isRight: (value): value is string =>
		/^\d+(\.\d+)?$/.test(value) && Number(value) >= 1 && Number(value) <= 600,
};

function oneOf<T extends string>(values: readonly T[]): Setting<T> {
	return {
		expected: `one of ${values.map((value) => `\`${value}\``).join(", ")}`,
		example: values[0] ?? "",
		isRight: (value): value is T => values.some((known) => known === value),
	};
}
