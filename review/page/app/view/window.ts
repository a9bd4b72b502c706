import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useState } from "preact/hooks";

/** The rows to draw: those in sight, with a few more on both sides. */
interface Rows {
	readonly first: number;
	/** The one after the last. */
	readonly end: number;
	readonly rowHeight: number;
	readonly headHeight: number;
}

interface Window extends Rows {
	/** Scrolls just so far that a row is in sight. */
	show(index: number): void;
}

const more = 2;
/** Rows come and go so many at a time, so that scrolling by one row redraws nothing. */
const batch = 4;

/** Watches what of a scrolled list is in sight. Heights are the style sheet's: `--row` and `--head` on the list. */
export function useWindow(scroller: RefObject<HTMLElement | null>): Window {
	const [rows, setRows] = useState(guess);
	const { rowHeight, headHeight } = rows;

	useLayoutEffect(() => {
		const list = scroller.current;
		if (list === null) return;
		const look = () => setRows((before) => same(before, measure(list)));
		look();
		list.addEventListener("scroll", look, { passive: true });
		const sizes = new ResizeObserver(look);
		sizes.observe(list);
		return () => {
			list.removeEventListener("scroll", look);
			sizes.disconnect();
		};
	}, [scroller]);

	const show = useCallback(
		(index: number) => {
			const list = scroller.current;
			if (list === null) return;
			const begin = index * rowHeight;
			const inSight = list.clientHeight - headHeight;
			if (begin < list.scrollTop) list.scrollTop = begin;
			else if (begin + rowHeight > list.scrollTop + inSight) list.scrollTop = begin + rowHeight - inSight;
		},
		[scroller, rowHeight, headHeight],
	);
	return { ...rows, show };
}

/** Before anything is measured: what is right on a wide screen, so that its rows are drawn once. */
function guess(): Rows {
	return inSight({ top: 0, height: innerHeight - 275, rowHeight: 58, headHeight: 34 });
}

function measure(list: HTMLElement): Rows {
	const style = getComputedStyle(list);
	const pixels = (name: string) => Number.parseFloat(style.getPropertyValue(name));
	return inSight({
		top: list.scrollTop,
		height: list.clientHeight,
		rowHeight: pixels("--row"),
		headHeight: pixels("--head"),
	});
}

interface Place {
	readonly top: number;
	readonly height: number;
	readonly rowHeight: number;
	readonly headHeight: number;
}

function inSight({ top, height, rowHeight, headHeight }: Place): Rows {
	const first = Math.floor(top / rowHeight) - more;
	const end = Math.ceil((top + height - headHeight) / rowHeight) + more;
	return {
		first: Math.max(0, Math.floor(first / batch) * batch),
		end: Math.ceil(end / batch) * batch,
		rowHeight,
		headHeight,
	};
}

/** The rows as they were, where they are the same: then nothing is redrawn. */
function same(before: Rows, now: Rows): Rows {
	const isSame = (Object.keys(now) as (keyof Rows)[]).every((key) => now[key] === before[key]);
	return isSame ? before : now;
}
