import type { Reading, SkipReason, StoreNotice } from "../store/index.ts";

const reasons: Readonly<Record<SkipReason, string>> = {
	broken: "broken",
	noEvent: "without an event",
	otherSource: "of another kind of log",
	otherPool: "of another user pool",
};

const mostFailures = 20;

/** What a reading of logs came to, in sentences. */
export function readingTexts({ lines, events, skipped, unchanged, failures }: Reading): string[] {
	const skips = (Object.keys(reasons) as SkipReason[]).flatMap((reason) => {
		const count = skipped[reason] ?? 0;
		return count === 0 ? [] : `${counted(count)} ${reasons[reason]}`;
	});
	const texts = [
		`read ${counted(lines, "line")}: ${counted(events, "event")}${skips.length > 0 ? `; skipped ${skips.join(", ")}` : ""}${unchanged > 0 ? `; ${counted(unchanged, "file")} unchanged since the last run` : ""}`,
	];
	const shown = failures
		.slice(0, mostFailures)
		.map(
			({ place, reason }) =>
				`${place}: could not be read (${failureWords[reason] ?? "damaged, or not a log file"})`,
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
	damaged: "damaged, or not a log file",
};

export function noticeText(notice: StoreNotice): string {
	return {
		rebuilt: "the event store was damaged or of another version, and was rebuilt",
		copied: "the event store is open in another process, so this one reads a copy of it and keeps nothing",
	}[notice];
}

function counted(count: number, noun?: string): string {
	const number = count.toLocaleString("en");
	return noun === undefined ? number : `${number} ${noun}${count === 1 ? "" : "s"}`;
}
