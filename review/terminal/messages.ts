import {
	type ConnectionWords,
	type EventRef,
	explain,
	explainNotFound,
	explanationOf,
	type Failure,
	isCognitoError,
	type LookUp,
	printable,
	subjectOf,
} from "pulumi-cognito-feedback/internal/cognito";
import type { UserFailure, UserPosition } from "../listing/listPool.ts";
import type { Exceeded } from "../report/rehearsal.ts";
import { count, counted, range } from "../report/words/numbers.ts";
import { NoFilesError } from "../sources/files.ts";
import { QueryQuotaError } from "../sources/insights/queries.ts";
import { SourceNameError } from "../sources/open.ts";
import { ArchiveTooLargeError } from "../sources/s3/source.ts";
import type { StatementFault, StatementsRead } from "../statements.ts";
import type { Reading, SkipReason, StoreNotice } from "../store/index.ts";

/** Invalid usage: exit code 2. All other failures have exit code 1. */
export class UsageError extends Error {}

/** Reports a failure without a stack trace, and sets the exit code. */
export function fail(error: unknown): void {
	const isUsage = error instanceof UsageError || error instanceof SourceNameError;
	const message = errorMessage(error);
	warn(isUsage ? `${message} (see --help)` : message);
	process.exitCode = isUsage ? 2 : 1;
}

/** Prints lines on standard error, each with the name of the command. */
export function warn(...texts: readonly string[]): void {
	for (const text of texts) process.stderr.write(errorLine(text));
}

export function errorLine(text: string): string {
	const lines = text.trimEnd().split("\n").map(printable);
	return `cognito-feedback: ${lines.join("\n")}\n`;
}

/** The options of the command that a failure depends on. */
export const connectionWords: ConnectionWords = {
	again: "Run the command again.",
	region: "Add `--region <region>`",
	regionOverride: "`--region`",
	profile: "`--profile <name>`",
	timeout: "`--request-timeout 60`",
	plainHttp: "`--allow-plain-http`",
	endpoint: "`--endpoint`",
	endlessPages: "Run the command again, or name the users with `--username`.",
};

export function errorMessage(error: unknown): string {
	if (isCognitoError(error)) return `${subjectOf(error.failure)}: ${explain(error.failure, connectionWords)}`;
	if (error instanceof NoFilesError)
		return `${error.message}: no such file or folder, and no file matches it as a pattern`;
	if (error instanceof SourceNameError) return `--from ${error.message}: expected ${error.expected}`;
	if (error instanceof ArchiveTooLargeError)
		return `the objects have ${sizeText(error.bytes)} in total; the limit is ${sizeText(error.limit)}. Narrow the prefix or set --since, or select the lines with Amazon Athena first.`;
	if (error instanceof QueryQuotaError)
		return "the account has reached its limit of concurrent CloudWatch Logs Insights queries. Run the command again when others have ended.";
	return error instanceof Error ? error.message : String(error);
}

export function missingText(event: EventRef, missing: Exclude<LookUp, { outcome: "found" }>): string {
	if (missing.outcome === "notFound") return explainNotFound(event, missing, connectionWords);
	return `${subjectOf(event)}: ${explain(missing.error.failure, connectionWords)}`;
}

export function userFailureText({ error, position }: UserFailure): string {
	return `${position ? `${positionText(position)}: ` : ""}${errorMessage(error)}`;
}

export function userFailureTexts(failures: readonly UserFailure[]): string[] {
	return firstOf(failures.map(userFailureText), "user", "listed");
}

/** The first 20 failures; further ones are counted. */
function firstOf(texts: readonly string[], noun: string, done: string): string[] {
	const rest = texts.length - 20;
	return rest > 0
		? [...texts.slice(0, 20), `and ${counted(rest, `more ${noun}`)} could not be ${done}`]
		: [...texts];
}

export function sameUserText([one, other]: readonly [UserPosition, UserPosition]): string {
	return `${positionText(other)} is the same user as ${positionText(one)}, under another name; each event is listed once.`;
}

function positionText({ number, of }: UserPosition): string {
	return of === undefined ? `user ${number} of the pool` : `user ${number} of ${of}`;
}

export function notReadText(failure: Failure): string {
	const others = "Other configurations are rehearsed with `--risk-config`.";
	if (failure.kind === "accessDenied")
		return `The pool's own configuration is not rehearsed: the credentials lack the IAM action cognito-idp:DescribeRiskConfiguration. ${others}`;
	const { what } = explanationOf(failure, connectionWords);
	return `The pool's own configuration is not rehearsed: ${what}. ${others}`;
}

export function exceededText({ name, most, figure, configuration }: Exceeded): string {
	return `${configuration}: ${name} is ${range(figure)}, more than ${most}`;
}

export const notRehearsedText =
	"a configuration was not rehearsed, so `--fail-if` cannot be decided; the report names the reason";

const reasons: Readonly<Record<SkipReason, string>> = {
	broken: "broken",
	noEvent: "without an event",
	otherSource: "of another kind of log",
	otherPool: "of another user pool",
};

export function readingTexts({ skipped, failures, ...reading }: Reading): string[] {
	const { lines, events, unchanged, bytesScanned } = reading;
	const skips = (Object.keys(reasons) as SkipReason[]).flatMap((reason) => {
		const number = skipped[reason] ?? 0;
		return number === 0 ? [] : `${count(number)} ${reasons[reason]}`;
	});
	const skipping = skips.length > 0 ? `; skipped ${skips.join(", ")}` : "";
	const keeping = unchanged > 0 ? `; ${counted(unchanged, "file")} unchanged since the last run` : "";
	const texts = failures.map(
		({ place, reason }) => `${place}: could not be read (${failureWords[reason] ?? failureWords.damaged})`,
	);
	return [
		`read ${counted(lines, "line")}: ${counted(events, "event")}${skipping}${keeping}`,
		...(bytesScanned === undefined
			? []
			: [`CloudWatch Logs scanned ${sizeText(bytesScanned)}, which AWS charges for`]),
		...firstOf(texts, "file", "read"),
	];
}

const failureWords: Readonly<Record<string, string>> = {
	ENOENT: "file not found",
	EACCES: "permission denied",
	EISDIR: "is a folder",
	tooLarge: "larger than the limit",
	changed: "changed while it was fetched",
	tooManyLines: "a query returns 100,000 lines, and there are more in one second",
	scanLimit: "it would scan more than --max-scan",
	Failed: "the query failed",
	Timeout: "the query took longer than CloudWatch Logs allows",
	Cancelled: "the query was stopped",
	Unknown: "CloudWatch Logs lost the query",
	damaged: "damaged, cut off, or not a log file; lines before the damage were read",
};

const faults: Readonly<Record<StatementFault, string>> = {
	json: "not a JSON object",
	eventId: "no valid `eventId`",
	wasMe: "`wasMe` is not true or false",
	at: "`at` is not a date",
	sameSession: "`sameSession` is not true or false",
};

/** Words the result of reading a file of statements, if lines were skipped: the first ones are named. */
export function statementTexts({ path, read, skipped }: StatementsRead): string[] {
	if (skipped.length === 0) return [];
	return [
		...skipped.slice(0, 3).map(({ line, fault }) => `${path}:${line}: skipped: ${faults[fault]}`),
		`${path}: read ${counted(read, "statement")}, skipped ${counted(skipped.length, "line")}`,
	];
}

export const noticeTexts: Readonly<Record<StoreNotice, string>> = {
	rebuilt: "the event store was damaged or of another version, and was rebuilt",
	copied: "the event store is open in another process, so this one reads a copy of it and keeps nothing",
};

/** A number of bytes, in decimal units. */
export function sizeText(bytes: number): string {
	const exponent = Math.max(0, Math.min(4, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
	return `${Number((bytes / 1_000 ** exponent).toPrecision(3))} ${["bytes", "kB", "MB", "GB", "TB"][exponent]}`;
}
