import { counted } from "./grouped.ts";

/**
 * Formats times, always in UTC, so that people who discuss an event mean the same time. Formatted by hand, because `Intl` takes
 * longer to load than everything else on the page.
 */
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `20 Nov 2026`. */
export function dayOf(at: number): string {
	return `${shortDay(at)} ${new Date(at).getUTCFullYear()}`;
}

/** `08:14 UTC`. */
export function clockOf(at: number): string {
	return `${clock(at)} UTC`;
}

/** `20 Nov 08:14`. */
export function momentOf(at: number): string {
	return `${shortDay(at)} ${clock(at)}`;
}

/** The user's local time: `09:14`; `undefined` if the time zone is not an offset. */
export function localClock(at: number, timeZone: string): string | undefined {
	const [, sign, hours = "", minutes = ""] = /^([+-])(\d{2}):(\d{2})$/.exec(timeZone) ?? [];
	if (sign === undefined) return undefined;
	const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
	return clock(sign === "-" ? at - offset : at + offset);
}

function shortDay(at: number): string {
	const date = new Date(at);
	return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

function clock(at: number): string {
	return new Date(at).toISOString().slice(-13, -8);
}

/** A duration in seconds as words: `40 seconds`, `12 minutes`, `2 hours 5 minutes`. */
export function lengthOf(seconds: number): string {
	const minutes = Math.round(seconds / 60);
	if (minutes < 1) return counted(Math.ceil(seconds), "second");
	if (minutes < 60) return counted(minutes, "minute");
	return `${counted(Math.floor(minutes / 60), "hour")} ${counted(minutes % 60, "minute")}`;
}
