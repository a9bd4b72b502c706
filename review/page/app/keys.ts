import { signal } from "@preact/signals";
import type { Review } from "./model/review.ts";
import { closeReport, openReport, shownReport } from "./reporting.ts";
import { saveChanges } from "./saving.ts";

export const isHelpOpen = signal(false);
/** Whether single letters decide. Who speaks to the computer turns that off: words are letters to the page. */
export const lettersWork = signal(true);

/** The keys pressed since someone asked for the note of an event that is not drawn yet. */
let held: KeyboardEvent[] | undefined;

/** Brings the note into focus: that of the event that what was done before leads to. */
async function focusNote(review: Review): Promise<void> {
	if (review.isBusy) {
		held = [];
		await review.finished();
	}
	const keys = held ?? [];
	held = undefined;
	const note = document.getElementById("note");
	note?.focus();
	for (const key of keys) if (!(note instanceof HTMLTextAreaElement && type(key, note))) run(key, review);
}

/** Does what a key that was held would have done in the note; whether it was one for the note. */
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
	/** As `nameOf` has them. */
	readonly keys: readonly string[];
	readonly what: string;
	run(review: Review): void;
}

const { NEGATIVE_INFINITY: first, POSITIVE_INFINITY: last } = Number;

/** What the keys do. The help shows this list. */
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

/** A key as people read it: `V`, `Shift J`, `Ctrl S`, `→`. */
export function labelOf(key: string): string {
	if (/^[A-Z]$/.test(key)) return `Shift ${key}`;
	return key
		.split("+")
		.map((part) => labels[part] ?? (isLetter(part) ? part.toUpperCase() : part))
		.join(" ");
}

const byKey = new Map(commands.flatMap((command) => command.keys.map((key) => [key, command] as const)));

/** Runs the command of a key, unless the key belongs to what is in focus. */
export function onKey(event: KeyboardEvent, review: Review): void {
	if (event.isComposing || event.defaultPrevented) return;
	if (held) {
		event.preventDefault();
		held.push(event);
	} else {
		run(event, review);
	}
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

/** What someone does not see is not decided on. */
function isForReport(key: string): boolean {
	return ["Escape", "Control+s", "?"].includes(key);
}

function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
	if (altKey) return "";
	if (ctrlKey || metaKey) return `Control+${key.toLowerCase()}`;
	// What the keyboard of a Mac names Delete.
	if (key === "Backspace") return "Delete";
	return shiftKey && key.startsWith("Arrow") ? `Shift+${key}` : key;
}

function isLetter(key: string): boolean {
	return key.length === 1;
}

function isTyping(target: EventTarget | null): boolean {
	return target instanceof Element && target.matches("textarea, select, input:not([type=checkbox])");
}

/** What is typed into belongs to a field; arrows and the like belong to whatever knows them. */
function belongsToFocus({ target }: KeyboardEvent, key: string): boolean {
	if (isTyping(target)) return true;
	return !isLetter(key) && target instanceof Element && target.closest("[role=slider], aside") !== null;
}
