import type { ReviewEvent } from "./event.ts";
import type { Risk } from "./risk.ts";

/** A span of time: from its begin up to, and without, its end, in milliseconds since 1970. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** Which events to show. An event has to fit everything that is set. */
export interface Filter {
	/** None means all. */
	readonly risks: ReadonlySet<Risk>;
	/** A part of the username, in any case of letters. */
	readonly user: string;
	readonly country: string;
	readonly type: string;
	/** Only events without feedback and without a decision in the file. */
	readonly unreviewed: boolean;
}

export const noFilter: Filter = { risks: new Set(), user: "", country: "", type: "", unreviewed: false };

export function isFiltering({ risks, user, country, type, unreviewed }: Filter): boolean {
	return risks.size > 0 || user !== "" || country !== "" || type !== "" || unreviewed;
}

/** @param isSaved Whether the file has a decision on an event. */
export function applyFilter(
	events: readonly ReviewEvent[],
	filter: Filter,
	isSaved: (eventId: string) => boolean,
): readonly ReviewEvent[] {
	if (!isFiltering(filter)) return events;
	const { risks, country, type, unreviewed } = filter;
	const user = filter.user.toLowerCase();
	return events.filter(
		(event) =>
			(risks.size === 0 || risks.has(event.risk)) &&
			(country === "" || event.country === country) &&
			(type === "" || event.type === type) &&
			(user === "" || event.username.toLowerCase().includes(user)) &&
			!(unreviewed && (event.feedback !== undefined || isSaved(event.eventId))),
	);
}

/** The events of a span of time; an event without a time is of none. */
export function within(events: readonly ReviewEvent[], span: Span | undefined): readonly ReviewEvent[] {
	if (span === undefined) return events;
	return events.filter(({ at }) => at !== undefined && at >= span.from && at < span.to);
}
