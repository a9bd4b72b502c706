/** Times as people read them, always in UTC: everybody who talks about an event then means the same moment. */
const day = new Intl.DateTimeFormat("en-GB", {
	day: "numeric",
	month: "short",
	year: "numeric",
	timeZone: "UTC",
});
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const shortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

export function dayOf(at: number): string {
	return day.format(at);
}

/** `08:14 UTC`. */
export function clockOf(at: number): string {
	return `${clock.format(at)} UTC`;
}

/** `20 Nov 08:14`. */
export function momentOf(at: number): string {
	return `${shortDay.format(at)} ${clock.format(at)}`;
}

/** What the clock of the user showed: `09:14`; `undefined` where the zone is not an offset. */
export function localClock(at: number, timeZone: string): string | undefined {
	const [, sign, hours = "", minutes = ""] = /^([+-])(\d{2}):(\d{2})$/.exec(timeZone) ?? [];
	if (sign === undefined) return undefined;
	const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
	return clock.format(sign === "-" ? at - offset : at + offset);
}
