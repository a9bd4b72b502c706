import type { Connection } from "../cognito/connection";
import { toConnection } from "../cognito/connection";
import type { EvidenceLevel } from "../cognito/evidence";
import { evidenceLevels } from "../cognito/evidence";
import { quoted } from "../cognito/printable";
import type { Setting } from "../cognito/settings";
import {
	defaultRequestsPerSecond,
	endpointSetting,
	oneOf,
	profileSetting,
	rateSetting,
	regionSetting,
	timeoutSetting,
} from "../cognito/settings";
import type { EventLookup } from "../lifecycle/run";
import { eventLookupModes } from "../lifecycle/run";
import type { Words } from "./words";

/** Stack configuration by key, such as `aws:region`: as `pulumi config set` wrote it. */
export type GetConfig = (key: string) => string | undefined;

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
	readonly words: Words;
}

/** Reads the configuration. What is not set of the connection is left to the AWS SDK's own chain. */
export function readConfiguration(get: GetConfig, words: Words): Configuration {
	const problems: string[] = [];

	/** The value of a key where it is set and right; a wrong one is noted. */
	function take<T extends string>(
		key: string,
		{ expected, example, isRight, mayPrint = () => true }: Setting<T>,
	): T | undefined {
		const value = get(key);
		if (value === undefined || isRight(value)) return value;
		problems.push(
			`${words.setting(key)}: ${mayPrint(value) ? quoted(value) : "its value"} is not ${expected}. ${words.correct(key, example)}`,
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
		words,
	};
}
