import { type Command, InvalidArgumentError, Option } from "commander";
import { type AuthEventFilter, riskLevels, unknownTypes } from "pulumi-cognito-feedback/internal/cognito";
import type { UserEvent } from "../listing/listPool.ts";
import { inOrder, type Order, orders } from "../listing/order.ts";
import { type AccessOptions, addAccessOptions } from "./access.ts";
import { eventType, field, oneOf, time } from "./arguments.ts";
import { eventsAsCsv } from "./eventsAsCsv.ts";
import { eventsAsJson, eventsAsJsonLines } from "./eventsAsJson.ts";
import { eventTable } from "./eventTable.ts";
import { errorLine } from "./fail.ts";
import { list, reportUsers } from "./list.ts";
import { addUserOptions, type UserOptions } from "./users.ts";

/** How events are printed. */
const outputs = {
	table: eventTable,
	json: eventsAsJson,
	jsonl: eventsAsJsonLines,
	csv: eventsAsCsv,
} as const satisfies Record<string, (events: readonly UserEvent[]) => string>;

type Output = keyof typeof outputs;

interface EventsOptions extends AccessOptions, UserOptions {
	readonly userPoolId: string;
	readonly risk?: NonNullable<AuthEventFilter["riskLevelAtLeast"]>;
	readonly type?: readonly string[];
	readonly since?: string;
	readonly until?: string;
	readonly unreviewed?: boolean;
	readonly limit?: number;
	readonly sort: Order;
	readonly output: Output;
	readonly json?: boolean;
}

export function addEvents(program: Command): void {
	const names = Object.keys(outputs) as Output[];
	const command = program
		.command("events")
		.description("list rated events of the users of a pool")
		.requiredOption("--user-pool-id <id>", "ID of the user pool", field("userPoolId"))
		.option("--risk <level>", `lowest risk level to list: ${riskLevels.join(", ")}`, oneOf(riskLevels))
		.option("--type <type>", "type of event to list, such as SignIn; repeatable", gather(eventType))
		.option("--since <time>", "earliest time to list, such as 7d, 2026-11-01 or 2026-11-20T08:00:00Z", time)
		.option("--until <time>", "time before which to list, such as 1d or 2026-11-20", time)
		.option("--unreviewed", "only events without feedback")
		.option("--limit <number>", "maximum number of events to list", wholeNumber)
		.addOption(
			new Option("--sort <order>", "sort order").choices(orders).default("newest").argParser(oneOf(orders)),
		)
		.addOption(
			new Option("--output <format>", "format: table, json, jsonl (an event per line) or csv")
				.default("table")
				.argParser(oneOf(names)),
		)
		.option("--json", "the same as --output json: a JSON array, one event per line");
	addAccessOptions(addUserOptions(command)).action(events);
}

async function events(options: EventsOptions): Promise<void> {
	const { userPoolId, sort, limit, type } = options;
	for (const text of unknownTypes(type)) process.stderr.write(errorLine(text));
	const listed = await list(options, { userPoolId, filter: filterOf(options) });
	const shown = inOrder(listed.events, sort).slice(0, limit);
	const output = options.json ? "json" : options.output;
	// "No events." would contradict the reason that follows.
	const isFailure = shown.length === 0 && listed.failures.length > 0 && output === "table";
	if (!isFailure) process.stdout.write(outputs[output](shown));
	reportUsers(listed);
}

function filterOf({ risk, type, since, until, unreviewed, limit, sort }: EventsOptions): AuthEventFilter {
	return {
		...(risk && { riskLevelAtLeast: risk }),
		...(type && { types: [...type] }),
		...(since && { since }),
		...(until && { until }),
		...(unreviewed && { unreviewed }),
		// A user's newest events are enough for the newest of all, not the riskiest.
		...(limit !== undefined && sort === "newest" && { limit }),
	};
}

function gather(read: (value: string) => string) {
	return (value: string, before: readonly string[] = []) => [...before, read(value)];
}

function wholeNumber(value: string): number {
	if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError("Expected a whole number, 1 or more.");
	return Number(value);
}
