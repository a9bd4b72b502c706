import type { EmulatorContent } from "./content.ts";
import example from "./exampleContent.json";

/** The time that the dates of the content are based on. */
const writtenFor = new Date("2026-11-20T12:00:00Z");

/**
 * The built-in content: the user pool `eu-central-1_Quickstrt` with threat protection on, five users, and their auth events of
 * one week. All IDs are fixed, so that examples can name them.
 *
 * @param now the end of that week. Default: 2026-11-20T12:00:00Z, so that programs always print the same dates.
 */
export function exampleContent(now: Date = writtenFor): EmulatorContent {
	const shift = now.getTime() - writtenFor.getTime();
	const later = (date: string) => new Date(new Date(date).getTime() + shift).toISOString();
	return JSON.parse(JSON.stringify(example), (name, value) => (name.endsWith("Date") ? later(value) : value));
}
