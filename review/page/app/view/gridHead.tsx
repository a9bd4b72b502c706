import type { SortOrder } from "../model/order.ts";
import { useReview } from "./context.ts";

/** Names the columns, and sorts by some of them. */
export function GridHead() {
	const { list } = useReview();
	const order = list.order.value;
	const isAll = list.selection.value.size > 0 && list.selection.value.size === list.visible.value.length;
	return (
		<div class="head row" role="row" aria-rowindex={1}>
			<span role="columnheader" class="pick">
				<input
					type="checkbox"
					tabIndex={-1}
					aria-label="Select all visible events"
					checked={isAll}
					onChange={() => list.selectAll()}
				/>
			</span>
			<Sorting name="Risk" order="riskiest" sort={order === "riskiest" ? "descending" : "none"} />
			<Sorting
				name="Time"
				order={order === "newest" ? "oldest" : "newest"}
				sort={order === "newest" ? "descending" : order === "oldest" ? "ascending" : "none"}
			/>
			<Sorting name="User" order="user" sort={order === "user" ? "ascending" : "none"} />
			<span role="columnheader">Event</span>
			<span role="columnheader">Place</span>
			<span role="columnheader">Device</span>
			<span role="columnheader">Decision</span>
		</div>
	);
}

interface SortingProps {
	readonly name: string;
	/** What a click sorts by. */
	readonly order: SortOrder;
	readonly sort: "ascending" | "descending" | "none";
}

function Sorting({ name, order, sort }: SortingProps) {
	const { list } = useReview();
	return (
		<span role="columnheader" aria-sort={sort}>
			<button type="button" class="sort" onClick={() => (list.order.value = order)}>
				{name}
				<span class="arrow" aria-hidden="true">
					{sort === "descending" ? "↓" : sort === "ascending" ? "↑" : ""}
				</span>
			</button>
		</span>
	);
}
