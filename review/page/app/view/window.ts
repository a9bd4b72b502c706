import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";

/** How a list of rows is scrolled. */
interface Place {
	readonly rowHeight: number;
	/** How much of the list is in sight. */
	readonly inSight: number;
	/** How tall what is scrolled is. */
	readonly height: number;
	/** How far all rows could be scrolled, and how far what is scrolled can be. */
	readonly most: number;
	readonly mostScrolled: number;
}

/** The rows to draw: those in sight, with a few more on both sides. */
interface Rows extends Pick<Place, "rowHeight" | "height"> {
	readonly first: number;
	/** The one after the last. */
	readonly end: number;
	/** What to take off a row's place, where not all rows fit what is scrolled. */
	readonly base: number;
}

interface Window extends Rows {
	/** Scrolls just so far that a row is in sight. */
	show(index: number): void;
}

const more = 2;
/** Rows come and go so many at a time, so that scrolling by one row redraws nothing. */
const batch = 4;
/** Browsers draw nothing that is taller than some tens of millions of pixels. */
const tallest = 8_000_000;

/**
 * Watches what of a scrolled list is in sight. Heights are the style sheet's: `--row` and `--head` on the list.
 *
 * A list that is taller than what browsers draw is scrolled as a shorter one whose rows move along: by the wheel as any
 * other, by its bar in proportion.
 */
export function useWindow(scroller: RefObject<HTMLElement | null>, total: number): Window {
	// Before anything is measured: what is right on a wide screen, so that its rows are drawn once.
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
		const { inSight, most, mostScrolled } = here;
		const { scrollTop } = list;
		const isScaled = most > mostScrolled;
		const isJump = Math.abs(scrollTop - lastTop.current) > 2 * inSight;
		const isAtEnd = scrollTop <= 0 || scrollTop >= mostScrolled - 1;
		if (!isScaled) base.current = 0;
		else if (isJump || isAtEnd) base.current = (scrollTop / mostScrolled) * most - scrollTop;
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
			const { inSight, most, mostScrolled } = place(list);
			const begin = index * rowHeight;
			const top = list.scrollTop + base.current;
			const wanted =
				begin < top ? begin : begin + rowHeight > top + inSight ? begin + rowHeight - inSight : top;
			if (wanted === top) return;
			const scrolled = wanted - base.current;
			const isFar = Math.abs(wanted - top) > 2 * inSight || scrolled <= 0 || scrolled >= mostScrolled - 1;
			if (most > mostScrolled && isFar) {
				list.scrollTop = Math.round((wanted / most) * mostScrolled);
				base.current = wanted - list.scrollTop;
			} else list.scrollTop = scrolled;
			// What follows is no jump of someone else's.
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
	return { rowHeight, inSight, height, most, mostScrolled: Math.max(1, height - inSight) };
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

/** The rows as they were, where they are the same: then nothing is redrawn. */
function same(before: Rows, now: Rows): Rows {
	const isSame = (Object.keys(now) as (keyof Rows)[]).every((key) => now[key] === before[key]);
	return isSame ? before : now;
}
