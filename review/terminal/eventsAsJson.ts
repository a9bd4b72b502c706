import type { UserEvent } from "../listing/listPool.ts";

/** Characters that control a terminal; JSON escapes only some of them. */
const control = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** Formats events as a JSON array with one event per line, for both `jq` and `grep`. */
export async function* eventsAsJson(batches: AsyncIterable<readonly UserEvent[]>): AsyncGenerator<string> {
	let isEmpty = true;
	for await (const events of batches) {
		yield `${isEmpty ? "[" : ","}\n${events.map(toLine).join(",\n")}`;
		isEmpty = false;
	}
	yield isEmpty ? "[]\n" : "\n]\n";
}

/** Formats events as JSON Lines. */
export async function* eventsAsJsonLines(
	batches: AsyncIterable<readonly UserEvent[]>,
): AsyncGenerator<string> {
	for await (const events of batches) yield events.map((event) => `${toLine(event)}\n`).join("");
}

function toLine(event: UserEvent): string {
	return JSON.stringify(event).replace(control, escaped);
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
