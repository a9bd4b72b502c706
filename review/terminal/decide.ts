import { styleText } from "node:util";
import type { Command } from "commander";
import {
	type Changes,
	changeFeedbackFile,
	type FeedbackFile,
	saveFeedbackFile,
} from "pulumi-cognito-feedback/feedback-file";
import {
	connect,
	type FeedbackValue,
	feedbackValues,
	fieldRules,
	printable,
	reviewedEvidence,
} from "pulumi-cognito-feedback/internal/cognito";
import { diffOf } from "../diff.ts";
import { type AccessOptions, accessOf, addAccessOptions } from "./access.ts";
import { field, inAnyCase } from "./arguments.ts";
import { cognitoFinder, eventIdIn, storedFinder } from "./eventFinder.ts";
import { openFile, poolOf, textOf } from "./files.ts";
import { errorMessage, UsageError } from "./messages.ts";
import { endingAtOnce } from "./signals.ts";

interface DecideOptions extends AccessOptions {
	readonly from?: string;
	readonly cache: boolean;
	readonly userPoolId?: string;
	readonly username?: string;
	readonly note?: string;
	readonly file: string;
	readonly remove?: boolean;
	readonly dryRun?: boolean;
}

export function addDecide(program: Command): void {
	const command = program
		.command("decide")
		.description("write decisions on events to the decisions file, which Pulumi applies")
		.usage("[options] <event...> <Valid|Invalid>")
		.argument(
			"<event...>",
			"IDs of auth events or prefixes of them, or - for IDs on standard input; last, Valid (it was the user) or Invalid (it was not)",
		)
		.option("--user-pool-id <id>", "ID of the user pool (default: the one in the file)", field("userPoolId"))
		.option(
			"--username <name>",
			"username, `sub` or alias of the events' user (default: the one in the file)",
			field("username"),
		)
		.option(
			"--from <source>",
			"source in which to find the events, such as exported logs (default: the user's events in Cognito)",
		)
		.option("--no-cache", "with --from: keep the events in memory, not in the event store on disk")
		.option("--note <text>", "reason for the decision; an empty note removes it", field("note"))
		.option("--remove", "remove the decisions on the events from the file; takes no value")
		.option("--dry-run", "print what would change, and write nothing")
		.option("--file <path>", "decisions file; created if it does not exist", "feedback.yaml");
	addAccessOptions(command).action(decide);
}

async function decide(args: readonly string[], options: DecideOptions): Promise<void> {
	const { given, value } = argumentsOf(args, options);
	const file = openFile(options.file, options);
	const changes =
		value === undefined
			? await removals(given, file)
			: await endingAtOnce(() => decisions(given, value, file, options));
	const text = changeFeedbackFile(file, changes);
	if (!options.dryRun) saveFeedbackFile(file, text);
	const diff = diffOf(file.text, text, { path: options.file });
	const these = changes.size === 1 ? "this decision" : "these decisions";
	process.stdout.write(
		diff === "" ? `${printable(options.file)} already contains ${these}.\n` : coloured(diff),
	);
}

/** The event IDs or prefixes of them, and the value, which is missing if decisions are removed. */
function argumentsOf(args: readonly string[], { remove, note }: DecideOptions) {
	const last = args.at(-1) ?? "";
	const value = inAnyCase(feedbackValues, last);
	if (remove && value) throw new UsageError("--remove takes no value, only events");
	if (remove && note !== undefined) throw new UsageError("--remove and --note cannot be combined");
	if (!remove && !value)
		throw new UsageError("the last argument is not a feedback value; expected `Valid` or `Invalid`");
	const given = (remove ? args : args.slice(0, -1)).flatMap((each) =>
		each === "-" ? textOf("-").split(/\s+/u).filter(Boolean) : [each],
	);
	if (given.length === 0) throw new UsageError("no event is given");
	const [wrong] = given.flatMap((each) => {
		const problem = fieldRules.eventId(each);
		return problem ? [`event ${JSON.stringify(each)}: the ID ${problem}`] : [];
	});
	if (wrong) throw new UsageError(wrong);
	return { given: [...new Set(given)], value };
}

async function removals(given: readonly string[], file: FeedbackFile): Promise<Changes> {
	const found = await allOf(given.map(async (each) => eventIdIn(file, each)));
	return new Map(found.map((eventId) => [eventId, undefined]));
}

async function decisions(
	given: readonly string[],
	feedbackValue: FeedbackValue,
	file: FeedbackFile,
	options: DecideOptions,
): Promise<Changes> {
	const { username, from, note } = options;
	const at = { ...options, ...poolOf(file, options) };
	const finder =
		from === undefined
			? cognitoFinder(file, connect(accessOf(at)))
			: await storedFinder({ ...at, username: username === undefined ? undefined : [username] });
	const finding = allOf(given.map((each) => finder.find(each, username)));
	const found = await finding.finally(() => finder.close());
	return new Map(
		found.map(({ event, username, source }) => {
			const why = note ?? file.decisions.get(event.eventId)?.note;
			const evidence = reviewedEvidence(event, source);
			return [event.eventId, { username, feedbackValue, ...(why && { note: why }), evidence }];
		}),
	);
}

/** Waits for all results, or throws an error with every reason; then nothing is written. */
async function allOf<T>(finding: readonly Promise<T>[]): Promise<T[]> {
	const settled = await Promise.allSettled(finding);
	const reasons = settled.flatMap((each) => (each.status === "rejected" ? [errorMessage(each.reason)] : []));
	if (reasons.length > 0) throw new Error([...new Set(reasons)].join("\n"));
	return settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}

function coloured(diff: string): string {
	return diff
		.split("\n")
		.map((line) => {
			const text = printable(line.replace(/\r$/, ""));
			if (/^(\+\+\+|---)/.test(line)) return text;
			if (line.startsWith("+")) return styleText("green", text);
			return line.startsWith("-") ? styleText("red", text) : text;
		})
		.join("\n");
}
