import { signal } from "@preact/signals";
import type { Review } from "./model/review.ts";
import { closeReport, openReport, shownReport } from "./reporting.ts";
import { saveChanges } from "./saving.ts";

export const isHelpOpen = signal(false);
/**
 * Whether single letters make decisions. People who use speech input turn this off, because the page receives their words as
 * letters.
 */
export const lettersWork = signal(true);

/** The keys pressed since the note of an event was requested that is not rendered yet. */
let held: KeyboardEvent[] | undefined;

/** Focuses the note of the event that is current once earlier actions are complete. */
async function focusNote(review: Review): Promise<void> {
	if (review.isBusy) {
		held = [];
		await review.finished();
	}
	const keys = held ?? [];
	held = undefined;
	const note = document.getElementById("note");
	note?.focus();
	for (const key of keys) {
		if (isHeld(key) || (note instanceof HTMLTextAreaElement && type(key, note))) continue;
		run(key, review);
	}
}

/** Keeps a key for a note that is not rendered yet, which a held key may have requested too. */
function isHeld(key: KeyboardEvent): boolean {
	held?.push(key);
	return held !== undefined;
}

/** Applies a held key to the note. Returns whether it was meant for the note. */
function type(key: KeyboardEvent, note: HTMLTextAreaElement): boolean {
	if (document.activeElement !== note) return false;
	if (isLetter(nameOf(key))) {
		note.setRangeText(key.key, note.selectionStart, note.selectionEnd, "end");
		note.dispatchEvent(new InputEvent("input", { bubbles: true }));
	} else {
		note.dispatchEvent(new KeyboardEvent("keydown", key));
	}
	return true;
}

export interface Command {
	/** The keys, named as by `nameOf`. */
	readonly keys: readonly string[];
	readonly what: string;
	run(review: Review): void;
}

const { NEGATIVE_INFINITY: first, POSITIVE_INFINITY: last } = Number;

/** The commands of the keys. The help shows this list. */
export const commands: readonly Command[] = [
	{ keys: ["v"], what: "Valid: it was the user", run: (review) => review.decide("Valid") },
	{ keys: ["i"], what: "Invalid: it was not the user", run: (review) => review.decide("Invalid") },
	{ keys: ["s", "ArrowRight"], what: "Skip to the next undecided event", run: (review) => review.skip() },
	{ keys: ["u"], what: "Undo", run: (review) => review.undo() },
	{ keys: ["n"], what: "Write a note (Esc to leave)", run: (review) => void focusNote(review) },
	{ keys: ["c", "Delete"], what: "Clear the decision", run: (review) => review.clear() },
	{ keys: ["j", "ArrowDown"], what: "Next event", run: (review) => review.move(1) },
	{ keys: ["k", "ArrowUp"], what: "Previous event", run: (review) => review.move(-1) },
	{ keys: ["PageDown"], what: "Ten events down", run: (review) => review.move(10) },
	{ keys: ["PageUp"], what: "Ten events up", run: (review) => review.move(-10) },
	{ keys: ["Home"], what: "First event", run: (review) => review.move(first) },
	{ keys: ["End"], what: "Last event", run: (review) => review.move(last) },
	{ keys: ["x"], what: "Toggle selection", run: (review) => review.select(undefined) },
	{ keys: ["J", "Shift+ArrowDown"], what: "Extend selection down", run: (review) => review.extend(1) },
	{ keys: ["K", "Shift+ArrowUp"], what: "Extend selection up", run: (review) => review.extend(-1) },
	{ keys: ["Control+a"], what: "Toggle all", run: (review) => review.selectAll() },
	{ keys: ["Escape"], what: "Clear selection", run: (review) => review.deselect() },
	{ keys: ["Control+s"], what: "Save", run: (review) => void saveChanges(review) },
	{ keys: ["r"], what: "Show the report (Esc to leave)", run: (review) => void openReport(review) },
	{ keys: ["?"], what: "Show this help", run: () => (isHelpOpen.value = true) },
];

const labels: Readonly<Record<string, string>> = {
	ArrowRight: "→",
	ArrowDown: "↓",
	ArrowUp: "↑",
	Control: "Ctrl",
	Delete: "Del",
	PageDown: "PgDn",
	PageUp: "PgUp",
	Escape: "Esc",
};

/** The label of a key: `V`, `Shift J`, `Ctrl S`, `→`. */
export function labelOf(key: string): string {
	if (/^[A-Z]$/.test(key)) return `Shift ${key}`;
	return key
		.split("+")
		.map((part) => labels[part] ?? (isLetter(part) ? part.toUpperCase() : part))
		.join(" ");
}

const byKey = new Map(commands.flatMap((command) => command.keys.map((key) => [key, command] as const)));

/** Runs the command of a key, unless the focused element handles the key. */
export function onKey(event: KeyboardEvent, review: Review): void {
	if (event.isComposing || event.defaultPrevented) return;
	if (isHeld(event)) event.preventDefault();
	else run(event, review);
}

function run(event: KeyboardEvent, review: Review): void {
	const key = nameOf(event);
	const command = byKey.get(key);
	if (command === undefined) return;
	const isShortcut = key.startsWith("Control+");
	if (document.querySelector("dialog[open]") !== null) return;
	if (!isShortcut && (belongsToFocus(event, key) || (isLetter(key) && !lettersWork.value))) return;
	if (shownReport.value && !isForReport(key)) return;
	if (key === "Control+a" && isTyping(event.target)) return;
	event.preventDefault();
	if (shownReport.value && key === "Escape") closeReport();
	else command.run(review);
}

/** No decisions are made while the report hides the events. */
function isForReport(key: string): boolean {
	return ["Escape", "Control+s", "?"].includes(key);
}

function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
	if (altKey) return "";
	if (ctrlKey || metaKey) return `Control+${key.toLowerCase()}`;
	// The key that a Mac's keyboard labels Delete.
	if (key === "Backspace") return "Delete";
	return shiftKey && key.startsWith("Arrow") ? `Shift+${key}` : key;
}

function isLetter(key: string): boolean {
	return key.length === 1;
}

function isTyping(target: EventTarget | null): boolean {
	return target instanceof Element && target.matches("textarea, select, input:not([type=checkbox])");
}

/**
 * Whether the focused element handles the key: typing belongs to a field, arrows and similar keys to elements that use them.
 */
function belongsToFocus({ target }: KeyboardEvent, key: string): boolean {
	if (isTyping(target)) return true;
	return !isLetter(key) && target instanceof Element && target.closest("[role=slider], aside") !== null;
}
