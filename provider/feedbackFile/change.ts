import { isDeepStrictEqual } from "node:util";
import { toBlockStyle } from "./blockStyle";
import { editInPlace } from "./editInPlace";
import type { Changes, FeedbackFile, FileDecision } from "./feedbackFile";
import { newFile } from "./newFile";
import { ParsedDecisions } from "./parsedDecisions";

/**
 * The text of a decisions file with some decisions added, changed or taken out. Everything else stays as it was, byte
 * for byte: comments, order, blank lines, quotes. New decisions come last, in the order of `changes`. Comments within a
 * decision go when it is taken out; those above it stay. Nothing is written.
 *
 * @throws Error where a decision breaks a rule of the file
 */
export function changeFeedbackFile(file: FeedbackFile, changes: Changes): string {
	const wanted = new Map(file.decisions);
	const real = new Map<string, FileDecision | undefined>();
	for (const [eventId, decision] of changes) {
		const now = decision && fieldsOf(decision);
		if (isDeepStrictEqual(now, wanted.get(eventId))) continue;
		real.set(eventId, now);
		if (now) wanted.set(eventId, now);
		else wanted.delete(eventId);
	}
	const text = file.text === "" ? newFile(file) : file.text;
	if (real.size === 0) return text;
	// An edit in place leaves the rest alone. If the form of the file is not supported, the library first rewrites all of
	// it. Either result counts only if it parses as what was requested.
	for (const form of [(same: string) => same, toBlockStyle]) {
		const changed = editInPlace(form(text), real);
		if (changed !== undefined && reads(changed, file.userPoolId, wanted)) return changed;
	}
	throw new Error(`${file.path}: cannot write the changes: ${problemOf(file, real)}`);
}

function reads(text: string, userPoolId: string, wanted: FeedbackFile["decisions"]): boolean {
	const read = new ParsedDecisions(text);
	return (
		read.mistakes.length === 0 &&
		read.userPoolId === userPoolId &&
		// As lists, because the order counts.
		isDeepStrictEqual([...read.decisions], [...wanted])
	);
}

function problemOf({ userPoolId }: FeedbackFile, changes: Changes): string {
	const alone = editInPlace(newFile({ userPoolId, path: "" }), changes) ?? "";
	const [mistake] = new ParsedDecisions(alone).mistakes;
	return mistake?.message ?? "this form of YAML cannot be edited automatically; edit the file by hand";
}

function fieldsOf({ username, feedbackValue, note, evidence }: FileDecision): FileDecision {
	return {
		username,
		feedbackValue,
		...(note !== undefined && { note }),
		...(evidence !== undefined && { evidence }),
	};
}
