import { isDeepStrictEqual } from "node:util";
import { toBlockStyle } from "./document.ts";
import { editBlocks } from "./editBlocks.ts";
import { editInPlace } from "./editInPlace.ts";
import type { Changes, FeedbackFile, FileDecision } from "./feedbackFile.ts";
import { newFile } from "./newFile.ts";
import type { Additions } from "./order.ts";
import { additionsTo } from "./order.ts";
import { ParsedDecisions } from "./parsedDecisions.ts";

/**
 * The text of a decisions file with some decisions added, changed or removed. Everything else stays the same, byte for byte:
 * comments, order, blank lines, quotes. New decisions are inserted in the order of event IDs. Comments within a decision are
 * removed with it; those above it stay. Nothing is written.
 *
 * @throws Error if a decision breaks a rule of the file
 */
export function changeFeedbackFile(file: FeedbackFile, changes: Changes): string {
	const real = new Map<string, FileDecision | undefined>();
	for (const [eventId, decision] of changes) {
		const now = decision && fieldsOf(decision);
		if (!isDeepStrictEqual(now, file.decisions.get(eventId))) real.set(eventId, now);
	}
	const text = file.text === "" ? newFile(file) : file.text;
	if (real.size === 0) return text;
	const wanted = changed(file.decisions, real);
	// From the smallest edit to the largest. A result counts only if it reads as what was requested.
	for (const edit of [editBlocks, editInPlace, inBlockStyle]) {
		const changed = edit(text, real);
		if (changed !== undefined && reads(changed, file, wanted)) return changed;
	}
	throw new Error(`${file.path}: cannot write the changes: ${problemOf(file, real)}`);
}

/** Changes a file of an unsupported form, after the library has reformatted all of it. */
function inBlockStyle(text: string, changes: Changes): string | undefined {
	return editInPlace(toBlockStyle(text), changes);
}

/** The decisions in the order of the changed file. */
function changed(before: FeedbackFile["decisions"], changes: Changes): Additions {
	const additions = additionsTo(before.keys(), changes);
	const after = (eventId?: string) => additions.get(eventId) ?? [];
	const rest = [...before].flatMap(([eventId, decision]) => {
		const now = changes.has(eventId) ? changes.get(eventId) : decision;
		return now ? [[eventId, now] as const, ...after(eventId)] : after(eventId);
	});
	return [...after(), ...rest];
}

function reads(text: string, file: FeedbackFile, wanted: Additions): boolean {
	const read = new ParsedDecisions(text);
	return (
		read.mistakes.length === 0 &&
		read.userPoolId === file.userPoolId &&
		read.region === file.region &&
		isDeepStrictEqual(read.samples, file.samples) &&
		// Compared as lists, because the order counts.
		isDeepStrictEqual([...read.decisions], wanted)
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
