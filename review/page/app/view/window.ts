import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";

/** The scroll position of a list of rows. */
interface Place {
	readonly rowHeight: number;
	/** The visible height of the list. */
	readonly inSight: number;
	/** The height of the scrolled area. */
	readonly height: number;
	/** The furthest scroll position of all rows, and that of the scrolled area. */
	readonly most: number;
	readonly maxScrolled: number;
}

/** The rows to render: the visible ones, and some on both sides. */
interface Rows extends Pick<Place, "rowHeight" | "height"> {
	readonly first: number;
	/** The index after the last row. */
	readonly end: number;
	/** The offset to subtract from a row's position if the rows do not all fit the scrolled area. */
	readonly base: number;
}

interface Window extends Rows {
	/** Scrolls just far enough to show a row. */
	show(index: number): void;
}

const more = 2;
/** Rows are rendered in batches, so that scrolling by one row renders nothing. */
const batch = 4;
/** Browsers render no element taller than some tens of millions of pixels. */
const tallest = 8_000_000;

/**
 * Determines the visible rows of a scrolled list. The style sheet sets the heights: `--row` and `--head` on the list.
 *
 * If a list is taller than browsers can render, a shorter area is scrolled and its rows move along: at the usual speed with the
 * wheel, and in proportion with the scroll bar.
 */
export function useWindow(scroller: RefObject<HTMLElement | null>, total: number): Window {
	// Before anything is measured, assume a wide screen, whose rows are then rendered only once.
	const [rows, setRows] = useState(() => inSightRows(placeOf(total, 58, 34, innerHeight - 275), 0, 0));
	const { rowHeight } = rows;
	const base = useRef(0);
	const lastTop = useRef(0);

	const place = useCallback(
		(list: HTMLElement) => {
			const style = getComputedStyle(list);
			const pixels = (name: string) => Number.parseFloat(style.getPropertyValue(name));
			return placeOf(total, pixels("--row"), pixels("--head"), list.clientHeight);
		},
		[total],
	);

	const look = useCallback(() => {
		const list = scroller.current;
		if (list === null) return;
		const here = place(list);
		const { inSight, most, maxScrolled } = here;
		const { scrollTop } = list;
		const isScaled = most > maxScrolled;
		const isJump = Math.abs(scrollTop - lastTop.current) > 2 * inSight;
		const isAtEnd = scrollTop <= 0 || scrollTop >= maxScrolled - 1;
		if (!isScaled) base.current = 0;
		else if (isJump || isAtEnd) base.current = (scrollTop / maxScrolled) * most - scrollTop;
		lastTop.current = scrollTop;
		const top = Math.min(most, Math.max(0, scrollTop + base.current));
		const now = inSightRows(here, top, base.current);
		setRows((before) => same(before, now));
	}, [scroller, place]);

	useLayoutEffect(() => {
		const list = scroller.current;
		if (list === null) return;
		look();
		list.addEventListener("scroll", look, { passive: true });
		const sizes = new ResizeObserver(look);
		sizes.observe(list);
		return () => {
			list.removeEventListener("scroll", look);
			sizes.disconnect();
		};
	}, [scroller, look]);

	const show = useCallback(
		(index: number) => {
			const list = scroller.current;
			if (list === null) return;
			const { inSight, most, maxScrolled } = place(list);
			const begin = index * rowHeight;
			const top = list.scrollTop + base.current;
			const wanted =
				begin < top ? begin : begin + rowHeight > top + inSight ? begin + rowHeight - inSight : top;
			if (wanted === top) return;
			const scrolled = wanted - base.current;
			const isFar = Math.abs(wanted - top) > 2 * inSight || scrolled <= 0 || scrolled >= maxScrolled - 1;
			if (most > maxScrolled && isFar) {
				list.scrollTop = Math.round((wanted / most) * maxScrolled);
				base.current = wanted - list.scrollTop;
			} else list.scrollTop = scrolled;
			// The following scroll event is not a jump by the user.
			lastTop.current = list.scrollTop;
			look();
		},
		[scroller, place, look, rowHeight],
	);
	return { ...rows, show };
}

function placeOf(total: number, rowHeight: number, headHeight: number, clientHeight: number): Place {
	const inSight = clientHeight - headHeight;
	const height = Math.min(total * rowHeight, tallest);
	const most = Math.max(0, total * rowHeight - inSight);
	return { rowHeight, inSight, height, most, maxScrolled: Math.max(1, height - inSight) };
}

function inSightRows({ rowHeight, height, inSight }: Place, top: number, base: number): Rows {
	const first = Math.max(0, Math.floor(top / rowHeight) - more);
	const end = Math.ceil((top + inSight) / rowHeight) + more;
	return {
		...{ rowHeight, height, base },
		first: Math.floor(first / batch) * batch,
		end: Math.ceil(end / batch) * batch,
	};
}

/** Returns the same object for the same rows, so that nothing is rendered again. */
function same(before: Rows, now: Rows): Rows {
	const isSame = (Object.keys(now) as (keyof Rows)[]).every((key) => now[key] === before[key]);
	return isSame ? before : now;
}
