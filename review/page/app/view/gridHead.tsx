import type { SortOrder } from "../../../store/page/view.ts";
import { useReview } from "./context.ts";

/** Names the columns, and sorts by some of them. */
export function GridHead() {
	const review = useReview();
	const { order } = review.spec.value;
	const { selected } = review.state.value;
	const isAll = selected > 0 && selected === review.total.value;
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
			<Sorting name="Risk" order="riskiest" sort={order === "riskiest" ? "descending" : "none"} />
			<Sorting
				name="Time"
				order={order === "newest" ? "oldest" : "newest"}
				sort={order === "newest" ? "descending" : order === "oldest" ? "ascending" : "none"}
			/>
			<span
				role="columnheader"
				aria-sort={order === "user" ? "ascending" : order === "not-me" ? "other" : "none"}
			>
				<SortButton name="User" order="user" arrow={order === "user" ? "↑" : ""} />
				{review.opened.hasStatements && !review.isBlind && (
					<>
						{" · "}
						<SortButton name="Not me" order="not-me" arrow={order === "not-me" ? "↓" : ""} />
					</>
				)}
			</span>
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
	return (
		<span role="columnheader" aria-sort={sort}>
			<SortButton
				name={name}
				order={order}
				arrow={sort === "descending" ? "↓" : sort === "ascending" ? "↑" : ""}
			/>
		</span>
	);
}

function SortButton({
	name,
	order,
	arrow,
}: Pick<SortingProps, "name" | "order"> & { readonly arrow: string }) {
	const review = useReview();
	return (
		<button type="button" class="sort" onClick={() => review.sort(order)}>
			{name}
			<span class="arrow" aria-hidden="true">
				{arrow}
			</span>
		</button>
	);
}
