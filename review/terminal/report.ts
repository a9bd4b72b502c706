import { chmodSync, closeSync, existsSync, openSync, rmSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import {
	type FeedbackFile,
	FeedbackFileError,
	openFeedbackFile,
	readFeedbackFile,
} from "pulumi-cognito-feedback/feedback-file";
import { printable, regionToCall } from "pulumi-cognito-feedback/internal/cognito";
import { Aws } from "../doctor/aws.ts";
import { exceeded, type Limit, parseLimit } from "../report/rehearsal.ts";
import type { Report } from "../report/report.ts";
import { currentConfiguration, type RiskConfiguration } from "../report/riskConfiguration.ts";
import { type AccessOptions, accessOf, addAccessOptions } from "./access.ts";
import { field, gather } from "./arguments.ts";
import { addRiskConfigOption, addSourceOptions, addStoreOptions, type EventOptions } from "./eventOptions.ts";
import { poolOf } from "./files.ts";
import { exceededText, notReadText, notRehearsedText, UsageError, warn } from "./messages.ts";
import { type OpenedEvents, openEvents, reportReading } from "./openEvents.ts";
import { printableJson } from "./table.ts";

interface ReportOptions
	extends AccessOptions,
		Pick<EventOptions, "from" | "maxScan" | "since" | "until" | "statements" | "cache" | "keep"> {
	readonly userPoolId?: string;
	readonly file?: string;
	readonly riskConfig?: readonly RiskConfiguration[];
	readonly failIf?: readonly Limit[];
	readonly json?: boolean;
	readonly html?: string;
	readonly details?: boolean;
}

type PoolReportOptions = { readonly userPoolId: string } & AccessOptions &
	Pick<ReportOptions, "since" | "until" | "riskConfig" | "details">;

/** The decisions file that is read if it exists. */
const usualFile = "feedback.yaml";

export function addReport(program: Command): void {
	const command = program
		.command("report")
		.description(
			"report what the feedback shows: ratings, a rehearsal of full function, effects, and work left",
		)
		.option("--user-pool-id <id>", "ID of the user pool (default: the one in the file)", field("userPoolId"))
		.option("--file <path>", `decisions file (default: ${usualFile}, if it exists)`);
	addRiskConfigOption(addStoreOptions(addSourceOptions(command)))
		.option(
			"--fail-if <condition>",
			"exit with code 1 if a rehearsed figure is higher, such as 'valid-blocked > 0'; also valid-challenged, users-blocked, invalid-passed; repeatable",
			gather(limit),
		)
		.option("--json", "print the report as JSON")
		.option("--html <path>", "write the report as one self-contained page")
		.option("--details", "print the addresses of networks");
	addAccessOptions(command).action(report);
}

async function report(given: ReportOptions): Promise<void> {
	const file = decisionsFile(given);
	const { userPoolId = file?.userPoolId, html, failIf: limits = [] } = given;
	if (userPoolId === undefined) throw new UsageError("no user pool is named; add `--user-pool-id <id>`");
	const options = { ...given, ...poolOf({ ...file, userPoolId }, given) };
	if (html !== undefined) writable(html);
	const opened = await openEvents(options);
	try {
		const result = await poolReport(opened, file, options);
		await print(result, options);
		const { rehearsals, gaps } = result.rehearsal;
		const problems = [
			...exceeded(limits, rehearsals).map(exceededText),
			// A configuration that was not rehearsed may have exceeded any limit.
			...(limits.length > 0 && (gaps.length > 0 || rehearsals.length === 0) ? [notRehearsedText] : []),
		];
		warn(...problems);
		if (problems.length > 0) process.exitCode = 1;
	} finally {
		await opened.store.close();
	}
	reportReading(opened);
}

/** Generates the report of a store, for the command `report` and for the page of `review`. */
export async function poolReport(
	{ store, statements }: Pick<OpenedEvents, "store" | "statements">,
	file: FeedbackFile | undefined,
	{ userPoolId, since, until, details = false, riskConfig = [], ...access }: PoolReportOptions,
): Promise<Report> {
	// Loaded here, so that other commands start without it.
	const { makeReport } = await import("../report/report.ts");
	const aws = new Aws(accessOf(access).connection, userPoolId);
	const current = await currentConfiguration(store, aws);
	return makeReport(store, {
		...{ userPoolId, details, now: new Date() },
		...("kind" in current
			? { configurations: riskConfig, notRead: notReadText(current) }
			: { configurations: [current, ...riskConfig] }),
		period: { since, until },
		decisions: file?.decisions ?? new Map(),
		samples: file?.samples ?? [],
		hasStatements: statements !== undefined,
	});
}

async function print(result: Report, { json, html }: ReportOptions): Promise<void> {
	const [{ documentOf }, { reportText }, { reportPage }] = await Promise.all([
		import("../report/words/document.ts"),
		import("../report/text.ts"),
		import("../report/page/html.ts"),
	]);
	const document = documentOf(result);
	if (html !== undefined) {
		// Only its owner may read it, even if it existed before, because it contains personal data.
		writeFileSync(html, "", { mode: 0o600 });
		chmodSync(html, 0o600);
		writeFileSync(html, reportPage(document));
	}
	if (json) process.stdout.write(printableJson(result));
	else if (html === undefined) process.stdout.write(reportText(document));
	else process.stdout.write(`Wrote ${printable(html)}.\n`);
}

/** The decisions file of the option, or the default one if it exists and belongs to this pool and Region. */
function decisionsFile({ file: path, userPoolId, region }: ReportOptions): FeedbackFile | undefined {
	if (path !== undefined) return openFeedbackFile(path, userPoolId, region);
	let file: FeedbackFile;
	try {
		file = readFeedbackFile(usualFile);
	} catch (error) {
		if (error instanceof FeedbackFileError && error.isMissing) return undefined;
		throw error;
	}
	// Only the file names the pool, so another Region is a mistake.
	if (userPoolId === undefined)
		return region === undefined ? file : openFeedbackFile(usualFile, undefined, region);
	const [ofFile, asked] = [file, { region }].map((each) => each.region ?? regionToCall({}, userPoolId));
	// A pool ID without a Region may belong to any.
	const isOfRegion = ofFile === asked || ofFile === undefined || asked === undefined;
	return file.userPoolId === userPoolId && isOfRegion ? file : undefined;
}

/** Checks that a file can be written before anything is read. */
function writable(path: string): void {
	const isNew = !existsSync(path);
	try {
		closeSync(openSync(path, "a", 0o600));
		if (isNew) rmSync(path);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		throw new UsageError(
			`--html ${path}: ${code === "ENOENT" ? "its folder does not exist; create it first" : `cannot be written: ${message}`}`,
		);
	}
}

function limit(text: string): Limit {
	const parsed = parseLimit(text);
	if (parsed === undefined)
		throw new UsageError(`--fail-if ${text} is not a condition; write it such as 'valid-blocked > 0'`);
	return parsed;
}
