import { type Risk, risks } from "../../../store/page/risk.ts";
import type { PageRow } from "../../protocol.ts";

export const riskLabels: Readonly<Record<Risk, string>> = {
	other: "Other",
	high: "High",
	medium: "Medium",
	low: "Low",
	none: "No risk",
	unrated: "Unrated",
};

/** The risks that events have, each with its count; the counts are in the order of `risks`. */
export function countedRisks(counts: readonly number[]): readonly (readonly [Risk, number])[] {
	return risks.map((risk, rank) => [risk, counts[rank] ?? 0] as const).filter(([, count]) => count > 0);
}

/** The city and the country of an event, as far as they are known. */
export function placeOf({ city, country }: PageRow): string {
	return [city, country].filter(Boolean).join(", ");
}

/** A whole number with thousands separators: `10,000`. Formatted by hand, like times. */
export function grouped(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count with its noun: `1 event`, `10,000 events`. */
export function counted(count: number, noun: string): string {
	return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

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

type Feedback = NonNullable<PageRow["feedback"]>;

/** Cognito's feedback in a row of the table: the provider is shown if it is not an administrator. */
export function feedbackWords({ value, provider }: Feedback): string {
	return isFromUser(provider) ? `${value}, by ${providerName(provider)}` : value;
}

/** Cognito's feedback in full, and whether a decision overrules it. */
export function feedbackDetails(
	{ value, provider, date }: Feedback,
	{ value: decided }: PageRow["decision"],
): string {
	const overruled = decided !== undefined && decided !== value;
	return [
		value,
		provider && `by ${providerName(provider)}`,
		date?.slice(0, 10),
		overruled && "overruled by your decision",
	]
		.filter(Boolean)
		.join(", ");
}

function isFromUser(provider: string | undefined): provider is string {
	return provider !== undefined && provider !== "Admin";
}

/** AWS documents only `Admin`; any other provider is the user. */
function providerName(provider: string): string {
	if (!isFromUser(provider)) return provider;
	return provider.toLowerCase() === "user" ? "the user" : `the user (${provider})`;
}

/** A user's statement about an event, with its time in UTC: `not me, 20 Nov 09:12`. */
export function statementWords({ wasMe, at, sameSession }: NonNullable<PageRow["statement"]>): string {
	const words = `${wasMe ? "me" : "not me"}, ${momentOf(Date.parse(at))}`;
	return sameSession ? `${words} (same session, no evidence)` : words;
}
