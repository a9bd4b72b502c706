import { useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useReview } from "./context.ts";
import { GridHead } from "./gridHead.tsx";
import { Row } from "./row.tsx";
import { rowId } from "./rowId.ts";
import { useWindow } from "./window.ts";

/** The events as a table, of which only the rows in sight are drawn. Focus stays on the whole; keys move in it. */
export function Grid() {
	const { list } = useReview();
	const scroller = useRef<HTMLDivElement>(null);
	const events = list.visible.value;
	const current = list.current.value;
	const { first, end, rowHeight, show } = useWindow(scroller);

	useSignalEffect(() => {
		const position = list.visible.value.findIndex(({ eventId }) => eventId === list.current.value);
		if (position >= 0) show(position);
	});
	// Keys work from the beginning.
	useLayoutEffect(() => {
		if (scroller.current) scroller.current.focus({ preventScroll: true });
	}, []);

	const position = events.findIndex(({ eventId }) => eventId === current);
	const rows = events.slice(first, end);
	const isFarOff = position >= 0 && (position < first || position >= end);
	return (
		<section class="events" aria-label="Events">
			<div
				ref={scroller}
				class="grid"
				role="grid"
				tabIndex={0}
				onPointerOver={showFullText}
				aria-label="Rated events"
				aria-rowcount={events.length + 1}
				aria-colcount={8}
				aria-multiselectable="true"
				aria-activedescendant={current === undefined ? undefined : rowId(current)}
			>
				<GridHead />
				<div class="rows" role="rowgroup" style={{ height: `${events.length * rowHeight}px` }}>
					{isFarOff && <Row event={events[position]} index={position} rowHeight={rowHeight} />}
					{rows.map((event, index) => (
						<Row key={event.eventId} event={event} index={first + index} rowHeight={rowHeight} />
					))}
				</div>
				{events.length === 0 && <Nothing />}
			</div>
		</section>
	);
}

/** Shows truncated text whole on hover. Titles for every cell would be slow. */
function showFullText({ target }: PointerEvent): void {
	if (target instanceof HTMLElement && target.matches(".first, .second")) target.title = target.innerText;
}

function Nothing() {
	const { list } = useReview();
	return (
		<p class="nothing">
			{list.events.length === 0 ? "There are no events to review." : "No events match the filters."}
		</p>
	);
}
