import { signal } from "@preact/signals";
import type { Review } from "./model/review.ts";
import { closeReport, openReport, shownReport } from "./reporting.ts";
import { saveChanges } from "./saving.ts";

/** Whether the help is open. */
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
	/** As `KeyboardEvent.key` has them. */
	readonly keys: readonly string[];
	/** As the help shows them. */
	readonly labels: readonly string[];
	readonly what: string;
	run(review: Review): void;
}

/** What the keys do. The help shows this list. */
export const commands: readonly Command[] = [
	{ keys: ["v"], labels: ["V"], what: "Valid: it was the user", run: (review) => review.decide("Valid") },
	{
		keys: ["i"],
		labels: ["I"],
		what: "Invalid: it was not the user",
		run: (review) => review.decide("Invalid"),
	},
	{
		keys: ["s", "ArrowRight"],
		labels: ["S", "→"],
		what: "Skip to the next undecided event",
		run: (review) => review.skip(),
	},
	{ keys: ["u"], labels: ["U"], what: "Undo", run: (review) => review.undo() },
	{
		keys: ["n"],
		labels: ["N"],
		what: "Write a note (Esc to leave)",
		run: (review) => void focusNote(review),
	},
	{
		keys: ["c", "Delete", "Backspace"],
		labels: ["C", "Del"],
		what: "Clear the decision",
		run: (review) => review.clear(),
	},
	{ keys: ["j", "ArrowDown"], labels: ["J", "↓"], what: "Next event", run: (review) => review.move(1) },
	{
		keys: ["k", "ArrowUp"],
		labels: ["K", "↑"],
		what: "Previous event",
		run: (review) => review.move(-1),
	},
	{ keys: ["PageDown"], labels: ["PgDn"], what: "Ten events down", run: (review) => review.move(10) },
	{ keys: ["PageUp"], labels: ["PgUp"], what: "Ten events up", run: (review) => review.move(-10) },
	{
		keys: ["Home"],
		labels: ["Home"],
		what: "First event",
		run: (review) => review.move(Number.NEGATIVE_INFINITY),
	},
	{
		keys: ["End"],
		labels: ["End"],
		what: "Last event",
		run: (review) => review.move(Number.POSITIVE_INFINITY),
	},
	{ keys: ["x"], labels: ["X"], what: "Toggle selection", run: (review) => review.select(undefined) },
	{
		keys: ["J", "Shift+ArrowDown"],
		labels: ["Shift J", "Shift ↓"],
		what: "Extend selection down",
		run: (review) => review.extend(1),
	},
	{
		keys: ["K", "Shift+ArrowUp"],
		labels: ["Shift K", "Shift ↑"],
		what: "Extend selection up",
		run: (review) => review.extend(-1),
	},
	{
		keys: ["Control+a"],
		labels: ["Ctrl A"],
		what: "Toggle all",
		run: (review) => review.selectAll(),
	},
	{ keys: ["Escape"], labels: ["Esc"], what: "Clear selection", run: (review) => review.deselect() },
	{ keys: ["Control+s"], labels: ["Ctrl S"], what: "Save", run: (review) => void saveChanges(review) },
	{
		keys: ["r"],
		labels: ["R"],
		what: "Show the report (Esc to leave)",
		run: (review) => void openReport(review),
	},
	{ keys: ["?"], labels: ["?"], what: "Show this help", run: () => (isHelpOpen.value = true) },
];

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
