import { basename } from "node:path";
import type { Command } from "commander";
import { fieldRules, riskLevels } from "pulumi-cognito-feedback/internal/cognito";
import { isRange } from "../report/ranges.ts";
import { parseRiskConfiguration } from "../report/riskConfiguration.ts";
import { type EventFilter, type RiskLevel, type UserSays, userSays } from "../store/index.ts";
import { type AccessOptions, addAccessOptions } from "./access.ts";
import { eventType, field, gather, nonEmpty, oneOf, parser, time } from "./arguments.ts";
import { textOf } from "./files.ts";
import { UsageError } from "./messages.ts";

/** The values of the options of {@link addEventOptions}: the source of events, and filters. */
export interface EventOptions extends AccessOptions {
	/** The source. Default: `cognito`. */
	readonly from?: string;
	readonly since?: string;
	readonly until?: string;
	readonly risk?: RiskLevel;
	readonly type?: readonly string[];
	readonly username?: readonly string[] | undefined;
	readonly usernamesFile?: string;
	readonly ip?: readonly string[];
	readonly country?: readonly string[];
	readonly client?: readonly string[];
	/** In bytes. */
	readonly maxScan?: number;
	readonly cache: boolean;
	/** The path of a file with users' statements about events. */
	readonly statements?: string;
	readonly userSays?: UserSays;
	/** The number of days to keep events. */
	readonly keep?: number;
}

/** Adds options for the source of events, filters and storage: the same for every command that shows events. */
export function addEventOptions(command: Command): Command {
	addSourceOptions(command)
		.option("--risk <level>", `lowest risk level to list: ${riskLevels.join(", ")}`, oneOf(riskLevels))
		.option("--type <type>", "type of event to list, such as SignIn; repeatable", gather(eventType))
		.option(
			"--user, --username <name>",
			"username, `sub` or alias; repeatable (default: all users of the pool)",
			gather(field("username")),
		)
		.option("--usernames-file <path>", "file with usernames between white space; - reads standard input")
		.option("--ip <address>", "IP address, or network such as 203.0.113.0/24; repeatable", gather(address))
		.option("--country <name>", "country as Cognito names it; repeatable", gather(nonEmpty))
		.option("--client <id>", "ID of the app client, for events from logs; repeatable", gather(nonEmpty))
		.option(
			"--user-says <statement>",
			`only events with this statement of the user: ${userSays.join(", ")}; needs --statements`,
			oneOf(userSays),
		);
	return addAccessOptions(addStoreOptions(command));
}

/** Adds options for the source of events and the period. */
export function addSourceOptions(command: Command): Command {
	return command
		.option(
			"--from <source>",
			"source of the events: cognito (the API), or exported logs: a file, folder or glob, s3://bucket/prefix, logs:<log group>, or - for standard input (default: cognito)",
		)
		.option("--since <time>", "earliest time to list, such as 7d, 2026-11-01 or 2026-11-20T08:00:00Z", time)
		.option("--until <time>", "time before which to list, such as 1d or 2026-11-20", time)
		.option(
			"--max-scan <size>",
			"maximum that CloudWatch Logs may scan for --from logs:, such as 10GB (default: no limit)",
			size,
		);
}

export function addRiskConfigOption(command: Command): Command {
	return command.option(
		"--risk-config <file>",
		"YAML file with a risk configuration that the report rehearses beside the current one; repeatable",
		gather((path) => parseRiskConfiguration(basename(path), textOf(nonEmpty(path)))),
	);
}

export function addStoreOptions(command: Command): Command {
	return command
		.option(
			"--statements <path>",
			"JSON Lines with users' statements about their events, shown beside the events",
		)
		.option("--no-cache", "keep the events in memory, not in the event store on disk")
		.option("--keep <days>", "remove events older than this from the event store, such as 90d", days);
}

export function filterOf(options: EventOptions): EventFilter {
	const { since, until, risk, type, ip, country, client } = options;
	const users = chosenUsers(options);
	return {
		...(since && { since }),
		...(until && { until }),
		...(risk && { risk }),
		...(type && { types: type }),
		...(users && { users }),
		...(ip && { ips: ip }),
		...(country && { countries: country }),
		...(client && { clients: client }),
	};
}

/** The selected usernames; `undefined` for all users of the pool. */
function chosenUsers({ username, usernamesFile }: EventOptions): readonly string[] | undefined {
	if (username && usernamesFile !== undefined)
		throw new UsageError("--username and --usernames-file cannot be combined");
	return usernamesFile === undefined ? username && [...new Set(username)] : usernamesIn(usernamesFile);
}

/**
 * Reads usernames from a file, separated by any white space: one per line, or by tabs as in the output of `aws --output text`.
 *
 * @param path `-` is standard input.
 * @throws Error that names the line of an invalid username
 */
function usernamesIn(path: string): string[] {
	const names = new Set<string>();
	for (const [index, line] of textOf(path).split("\n").entries()) {
		for (const name of line.split(/\s+/u).filter(Boolean)) {
			const wrong = fieldRules.username(name);
			if (wrong) throw new Error(`${path}:${index + 1}: the username ${wrong}`);
			names.add(name);
		}
	}
	if (names.size === 0) throw new Error(`${path}: is empty; expected usernames, such as one per line`);
	return [...names];
}

const address = parser("an IP address, or a network such as 203.0.113.0/24 or 2001:db8::/64", (value) =>
	isRange(value) ? value : undefined,
);

const units = new Map(Object.entries({ kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 }));

/** In decimal units. */
const size = parser("a size, such as 500MB or 10GB", (value) => {
	const [, count, unit = ""] = /^(\d{1,6}(?:\.\d{1,3})?) ?([kmgt]b)$/i.exec(value) ?? [];
	return Number(count) * (units.get(unit.toLowerCase()) ?? 0) || undefined;
});

const days = parser("days or weeks, such as 90d or 12w", (value) => {
	const [, count, unit] = /^([1-9]\d{0,4})([dw])$/i.exec(value) ?? [];
	return count === undefined ? undefined : Number(count) * (unit?.toLowerCase() === "w" ? 7 : 1);
});
