import { isDayOfCalendar } from "../cognito/time.ts";
import type { EmulatorDate } from "./content.ts";

const iso8601 = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** The latest time that a JavaScript date can hold, in seconds since 1970. */
const farthest = 8.64e12;

/** Whether a value is a valid time in a content. */
export function isEmulatorDate(value: unknown): value is EmulatorDate {
	if (typeof value === "number") {
		return Math.abs(value) <= farthest;
	}
	const day = typeof value === "string" ? iso8601.exec(value)?.[1] : undefined;
	return day !== undefined && !Number.isNaN(Date.parse(String(value))) && isDayOfCalendar(day);
}

/** A time as AWS JSON 1.1 sends it: seconds since 1970, with fractions. */
export function epochSeconds(date: EmulatorDate): number {
	return typeof date === "number" ? date : Date.parse(date) / 1000;
}
