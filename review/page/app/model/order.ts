import type { ReviewEvent } from "./event.ts";

const sortOrders = ["newest", "oldest", "riskiest", "user"] as const;
export type SortOrder = (typeof sortOrders)[number];

/** @param events Newest first, which decides between equals. */
export function sortEvents(events: readonly ReviewEvent[], order: SortOrder): readonly ReviewEvent[] {
	switch (order) {
		case "newest":
			return events;
		case "oldest":
			return events.toReversed();
		case "riskiest":
			return events.toSorted((one, other) => one.rank - other.rank);
		case "user": {
			const { compare } = new Intl.Collator("en");
			return events.toSorted((one, other) => compare(one.username, other.username));
		}
	}
}
