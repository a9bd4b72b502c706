import { once } from "node:events";
import { type Command, Option } from "commander";
import { type Order, orderNames, type StoredEvent, storedEvents } from "../store/index.ts";
import { field, oneOf, parser } from "./arguments.ts";
import { eventsAsCsv, eventsAsJson, eventsAsJsonLines, eventTable } from "./eventFormats.ts";
import { addEventOptions, type EventOptions } from "./eventOptions.ts";
import { openEvents, reportReading } from "./openEvents.ts";

type Read = () => AsyncIterable<readonly StoredEvent[]>;

const outputs = {
	table: eventTable,
	json: (read) => eventsAsJson(read()),
	jsonl: (read) => eventsAsJsonLines(read()),
	csv: (read) => eventsAsCsv(read()),
} as const satisfies Record<string, (read: Read) => AsyncIterable<string>>;

type Output = keyof typeof outputs;

interface EventsOptions extends EventOptions {
	readonly userPoolId: string;
	readonly unreviewed?: boolean;
	readonly limit?: number;
	readonly sort: Order;
	readonly output: Output;
	readonly json?: boolean;
}

export function addEvents(program: Command): void {
	const command = program
		.command("events")
		.description("list rated events of the users of a pool")
		.requiredOption("--user-pool-id <id>", "ID of the user pool", field("userPoolId"));
	addEventOptions(command)
		.option("--unreviewed", "only events without feedback")
		.option("--limit <number>", "maximum number of events to list", wholeNumber)
		.addOption(
			new Option("--sort <order>", "sort order")
				.choices(orderNames)
				.default("newest")
				.argParser(oneOf(orderNames)),
		)
		.option(
			"--output <format>",
			"format: table, json, jsonl (an event per line) or csv",
			oneOf(Object.keys(outputs) as Output[]),
			"table",
		)
		.option("--json", "the same as --output json: a JSON array, one event per line")
		.action(events);
}

async function events(options: EventsOptions): Promise<void> {
	const { sort, limit, unreviewed, userSays } = options;
	// Each user's newest events are enough to find the newest of all, but not the riskiest.
	const isEnough = sort === "newest" && !unreviewed && !userSays;
	const opened = await openEvents({ ...options, limit: isEnough ? limit : undefined });
	const { store, listed } = opened;
	const filter = { ...opened.filter, ...(unreviewed && { unreviewed }) };
	const output = options.json ? "json" : options.output;
	try {
		const isEmpty = await print(outputs[output](() => storedEvents(store, filter, { order: sort, limit })));
		// "No events." would contradict the reason that follows.
		const isFailure = listed !== undefined && listed.failures.length > 0;
		if (isEmpty && output === "table" && !isFailure) process.stdout.write("No events.\n");
	} finally {
		await store.close();
	}
	reportReading(opened);
}

/** Prints parts of a text no faster than its reader takes them, and returns whether there were none. */
async function print(parts: AsyncIterable<string>): Promise<boolean> {
	let isEmpty = true;
	for await (const part of parts) {
		isEmpty = false;
		if (!process.stdout.write(part)) await once(process.stdout, "drain");
	}
	return isEmpty;
}

const wholeNumber = parser("a whole number, 1 or more", (value) =>
	/^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined,
);
