import { type Command, InvalidArgumentError, Option } from "commander";
import { connect } from "pulumi-cognito-feedback/cognito";
import { type AuthEventFilter, isTime, riskLevels } from "pulumi-cognito-feedback/lifecycle";
import { listPool } from "../listing/listPool.ts";
import { inOrder, type Order, orders } from "../listing/order.ts";
import { type AccessOptions, accessOf, addAccessOptions, field } from "./access.ts";
import { eventsAsJson } from "./eventsAsJson.ts";
import { eventTable } from "./eventTable.ts";
import { fail } from "./fail.ts";
import { Progress } from "./progress.ts";
import { addUserOptions, chosenUsers, type UserOptions } from "./users.ts";

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
		.description("list rated events of a pool's users, without --username or --usernames-file of all of them")
		.requiredOption("--user-pool-id <id>", "ID of the user pool", field("userPoolId"))
		.addOption(new Option("--risk <level>", "lowest risk level to list").choices(riskLevels))
		.option("--type <type>", "type of event to list, such as SignIn; may be given again", gather(String))
		.option("--since <time>", "earliest time to list, such as 2026-11-01 or 2026-11-20T08:00:00Z", time)
		.option("--unreviewed", "only events that nobody has given feedback on")
		.option("--limit <number>", "the most events to list", wholeNumber)
		.addOption(new Option("--sort <order>", "what comes first").choices(orders).default("newest"))
		.option("--json", "print a JSON array, an event a line");
	addAccessOptions(addUserOptions(command)).action(events);
}

async function events(options: EventsOptions): Promise<void> {
	const { userPoolId, sort, limit, json } = options;
	const progress = new Progress();
	try {
		const listed = await listPool(connect(accessOf(options)), {
			userPoolId,
			usernames: chosenUsers(options),
			filter: filterOf(options),
			onProgress: (users, of) => progress.show(`${users}${of === undefined ? "" : ` of ${of}`} users`),
		});
		progress.end();
		const shown = inOrder(listed.events, sort).slice(0, limit);
		process.stdout.write(json ? eventsAsJson(shown) : eventTable(shown));
		for (const failure of listed.failures) fail(failure);
	} catch (error) {
		progress.end();
		fail(error);
		// What waits for its turn would only fail as well.
		process.exit();
	}
}

function filterOf({ risk, type, since, unreviewed, limit, sort }: EventsOptions): AuthEventFilter {
	return {
		...(risk && { riskLevelAtLeast: risk }),
		...(type && { types: [...type] }),
		...(since && { since }),
		...(unreviewed && { unreviewed }),
		// A user's newest events are enough for the newest of all, and not for the riskiest.
		...(limit !== undefined && sort === "newest" && { limit }),
	};
}

function gather(read: (value: string) => string) {
	return (value: string, before: readonly string[] = []) => [...before, read(value)];
}

function time(value: string): string {
	if (!isTime(value))
		throw new InvalidArgumentError("It is not a time in ISO 8601, such as 2026-11-20T08:00:00Z.");
	return value;
}

function wholeNumber(value: string): number {
	if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError("It is not a whole number from 1.");
	return Number(value);
}
