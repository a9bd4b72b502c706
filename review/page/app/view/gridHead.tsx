import type { SortOrder } from "../../../store/page/view.ts";
import { useReview } from "./context.ts";
import { SortButton } from "./sortButton.tsx";

/** The direction of each order. */
const directions = {
	riskiest: "descending",
	newest: "descending",
	oldest: "ascending",
	user: "ascending",
	"not-me": "descending",
} as const satisfies Record<SortOrder, string>;

/** The table's header: names the columns, and sorts by some of them. */
export function GridHead() {
	const review = useReview();
	const { order } = review.spec.value;
	const { selected } = review.state.value;
	const isAll = selected > 0 && selected === review.total.value;
	const sortOf = (...orders: readonly SortOrder[]) => (orders.includes(order) ? directions[order] : "none");
	/** Sorts by one order, or by the other if the list already has the first. */
	const sorting = (name: string, by: SortOrder, other = by) => (
		<SortButton name={name} sort={sortOf(by, other)} onSort={() => review.sort(order === by ? other : by)} />
	);
	return (
		<div class="head row" role="row" aria-rowindex={1}>
			<span role="columnheader" class="pick">
				<input
					type="checkbox"
					tabIndex={-1}
					aria-label="Select all visible events"
					checked={isAll}
					onChange={() => review.selectAll()}
				/>
			</span>
			<span role="columnheader" aria-sort={sortOf("riskiest")}>
				{sorting("Risk", "riskiest")}
			</span>
			<span role="columnheader" aria-sort={sortOf("newest", "oldest")}>
				{sorting("Time", "newest", "oldest")}
			</span>
			<span role="columnheader" aria-sort={order === "not-me" ? "other" : sortOf("user")}>
				{sorting("User", "user")}
				{review.opened.hasStatements && !review.isBlind && <> · {sorting("Not me", "not-me")}</>}
			</span>
			<span role="columnheader">Event</span>
			<span role="columnheader">Place</span>
			<span role="columnheader">Device</span>
			<span role="columnheader">Decision</span>
		</div>
	);
}
