import { type Command, InvalidArgumentError, Option } from "commander";
import { type AuthEventFilter, riskLevels } from "pulumi-cognito-feedback/internal/cognito";
import { inOrder, type Order, orders } from "../listing/order.ts";
import { type AccessOptions, addAccessOptions } from "./access.ts";
import { field, time } from "./arguments.ts";
import { eventsAsJson } from "./eventsAsJson.ts";
import { eventTable } from "./eventTable.ts";
import { list, reportUsers } from "./list.ts";
import { addUserOptions, type UserOptions } from "./users.ts";

interface EventsOptions extends AccessOptions, UserOptions {
	readonly userPoolId: string;
	readonly risk?: NonNullable<AuthEventFilter["riskLevelAtLeast"]>;
	readonly type?: readonly string[];
	readonly since?: string;
	readonly unreviewed?: boolean;
	readonly limit?: number;
	readonly sort: Order;
	readonly json?: boolean;
}

export function addEvents(program: Command): void {
	const command = program
		.command("events")
		.description("list rated events of the users of a pool")
		.requiredOption("--user-pool-id <id>", "ID of the user pool", field("userPoolId"))
		.addOption(new Option("--risk <level>", "lowest risk level to list").choices(riskLevels))
		.option("--type <type>", "type of event to list, such as SignIn; repeatable", gather(String))
		.option("--since <time>", "earliest time to list, such as 2026-11-01 or 2026-11-20T08:00:00Z", time)
		.option("--unreviewed", "only events without feedback")
		.option("--limit <number>", "maximum number of events to list", wholeNumber)
		.addOption(new Option("--sort <order>", "sort order").choices(orders).default("newest"))
		.option("--json", "print a JSON array, one event per line");
	addAccessOptions(addUserOptions(command)).action(events);
}

async function events(options: EventsOptions): Promise<void> {
	const { userPoolId, sort, limit, json } = options;
	const listed = await list(options, { userPoolId, filter: filterOf(options) });
	const shown = inOrder(listed.events, sort).slice(0, limit);
	process.stdout.write(json ? eventsAsJson(shown) : eventTable(shown));
	reportUsers(listed);
}

function filterOf({ risk, type, since, unreviewed, limit, sort }: EventsOptions): AuthEventFilter {
	return {
		...(risk && { riskLevelAtLeast: risk }),
		...(type && { types: [...type] }),
		...(since && { since }),
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
