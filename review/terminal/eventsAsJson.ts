import type { UserEvent } from "../listing/listPool.ts";

/** Characters that steer a terminal; JSON escapes only some of them by itself. */
const control = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** Events as a JSON array, one a line, so that both `jq` and `grep` can take it. */
export function eventsAsJson(events: readonly UserEvent[]): string {
	if (events.length === 0) return "[]\n";
	return `[\n${events.map(toLine).join(",\n")}\n]\n`;
}

/** Events as JSON lines: an object a line, and nothing else. */
export function eventsAsJsonLines(events: readonly UserEvent[]): string {
	return events.map((event) => `${toLine(event)}\n`).join("");
}

function toLine(event: UserEvent): string {
	return JSON.stringify(event).replace(control, escaped);
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
