import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useReview } from "./context.ts";
import { GridHead } from "./gridHead.tsx";
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
