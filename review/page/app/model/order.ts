import type { ReviewEvent } from "./event.ts";

export const orders = ["newest", "oldest", "riskiest", "user"] as const;
export type Order = (typeof orders)[number];

/** @param events Newest first, which decides between equals. */
export function inOrder(events: readonly ReviewEvent[], order: Order): readonly ReviewEvent[] {
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
