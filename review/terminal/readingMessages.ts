import { counted } from "../report/words/numbers.ts";
import type { StatementFault, StatementsRead } from "../statements.ts";
import type { Reading, SkipReason, StoreNotice } from "../store/index.ts";

const reasons: Readonly<Record<SkipReason, string>> = {
	broken: "broken",
	noEvent: "without an event",
	otherSource: "of another kind of log",
	otherPool: "of another user pool",
};

const maxFailures = 20;

/** Words the result of reading logs. */
export function readingTexts({
	lines,
	events,
	skipped,
	unchanged,
	failures,
	bytesScanned,
}: Reading): string[] {
	const skips = (Object.keys(reasons) as SkipReason[]).flatMap((reason) => {
		const count = skipped[reason] ?? 0;
		return count === 0 ? [] : `${count.toLocaleString("en")} ${reasons[reason]}`;
	});
	const texts = [
		`read ${counted(lines, "line")}: ${counted(events, "event")}${skips.length > 0 ? `; skipped ${skips.join(", ")}` : ""}${unchanged > 0 ? `; ${counted(unchanged, "file")} unchanged since the last run` : ""}`,
		...(bytesScanned === undefined
			? []
			: [`CloudWatch Logs scanned ${sizeText(bytesScanned)}, which AWS charges for`]),
	];
	const shown = failures
		.slice(0, maxFailures)
		.map(
			({ place, reason }) => `${place}: could not be read (${failureWords[reason] ?? failureWords.damaged})`,
		);
	const more = failures.length - shown.length;
	return [...texts, ...shown, ...(more > 0 ? [`and ${counted(more, "more file")} could not be read`] : [])];
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

/** The maximum number of skipped lines that are named. */
const maxNamed = 3;

/** Words the result of reading a file of statements, if lines were skipped. */
export function statementTexts({ path, read, skipped }: StatementsRead): string[] {
	if (skipped.length === 0) return [];
	const named = skipped
		.slice(0, maxNamed)
		.map(({ line, fault }) => `${path}:${line}: skipped: ${faults[fault]}`);
	return [
		...named,
		`${path}: read ${counted(read, "statement")}, skipped ${counted(skipped.length, "line")}`,
	];
}

export function noticeText(notice: StoreNotice): string {
	return {
		rebuilt: "the event store was damaged or of another version, and was rebuilt",
		copied: "the event store is open in another process, so this one reads a copy of it and keeps nothing",
	}[notice];
}

/** A number of bytes, in decimal units. */
export function sizeText(bytes: number): string {
	const exponent = Math.max(0, Math.min(4, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
	return `${Number((bytes / 1_000 ** exponent).toPrecision(3))} ${["bytes", "kB", "MB", "GB", "TB"][exponent]}`;
}
