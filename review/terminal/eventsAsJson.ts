import type { UserEvent } from "../listing/listPool.ts";

/** Characters that control a terminal; JSON escapes only some of them. */
const control = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** Formats events as a JSON array with one event per line, for both `jq` and `grep`. */
export function eventsAsJson(events: readonly UserEvent[]): string {
	if (events.length === 0) return "[]\n";
	return `[\n${events.map(toLine).join(",\n")}\n]\n`;
}

/** Formats events as JSON Lines. */
export function eventsAsJsonLines(events: readonly UserEvent[]): string {
	return events.map((event) => `${toLine(event)}\n`).join("");
}

function toLine(event: UserEvent): string {
	return JSON.stringify(event).replace(control, escaped);
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
