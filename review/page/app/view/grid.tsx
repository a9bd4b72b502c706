import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { SortOrder } from "../../../store/page/view.ts";
import { useReview } from "./context.ts";
import { SortButton } from "./controls.tsx";
import { Row, rowId } from "./row.tsx";
import { useWindow } from "./window.ts";

/**
 * The events as a table, of which only the visible rows are rendered. The table itself keeps the focus; keys move the current
 * row.
 */
export function Grid() {
	const review = useReview();
	const scroller = useRef<HTMLDivElement>(null);
	const total = review.total.value;
	const here = review.rows.value;
	const current = review.current.value;
	const { first, end, rowHeight, height, base, show } = useWindow(scroller, total);

	useSignalEffect(() => {
		const position = review.current.value?.position;
		if (position !== undefined) show(position);
	});
	useEffect(() => review.see(first, end), [review, first, end, here, total]);
	// Focused at the start, so that keys work at once.
	useLayoutEffect(() => {
		if (scroller.current) scroller.current.focus({ preventScroll: true });
	}, []);

	const places = Array.from(
		{ length: Math.max(0, Math.min(end, total) - first) },
		(_, index) => first + index,
	);
	// Limited to the scrolled area, so that a distant row does not extend it.
	const topOf = (position: number) =>
		Math.min(Math.max(0, height - rowHeight), Math.max(0, position * rowHeight - base));
	const position = current?.position;
	const isFarOff = position !== undefined && (position < first || position >= end);
	return (
		<section class="events" aria-label="Events">
			<div
				ref={scroller}
				class="grid"
				role="grid"
				tabIndex={0}
				onPointerOver={showFullText}
				aria-label="Rated events"
				aria-rowcount={total + 1}
				aria-colcount={8}
				aria-multiselectable="true"
				aria-activedescendant={current === undefined ? undefined : rowId(current.eventId)}
			>
				<GridHead />
				<div class="rows" role="rowgroup" style={{ height: `${height}px` }}>
					{isFarOff && <Row event={current} index={position} top={topOf(position)} />}
					{places.map((place) => (
						<Row
							key={here.get(place)?.eventId ?? place}
							event={here.get(place)}
							index={place}
							top={topOf(place)}
						/>
					))}
				</div>
				{total === 0 && <Nothing />}
			</div>
		</section>
	);
}

/** Shows truncated text in full on hover. Titles for every cell would be slow. */
function showFullText({ target }: PointerEvent): void {
	if (target instanceof HTMLElement && target.matches(".first, .second")) target.title = target.innerText;
}

function Nothing() {
	const { opened } = useReview();
	return (
		<p class="nothing">
			{opened.count === 0 ? "There are no events to review." : "No events match the filters."}
		</p>
	);
}

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
