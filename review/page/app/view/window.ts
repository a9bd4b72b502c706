import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useState } from "preact/hooks";

/** The rows that are in sight, with a few more on both sides. */
interface Window {
	readonly first: number;
	readonly last: number;
	readonly rowHeight: number;
	/** Scrolls just so far that a row is in sight. */
	show(index: number): void;
}

const more = 6;
/** Before anything is measured: what fits most screens. */
const guess = { top: 0, height: 720, rowHeight: 58, headHeight: 34 };

/** Watches what of a scrolled list is in sight. Heights of rows are the style sheet's: `--row` on the list. */
export function useWindow(scroller: RefObject<HTMLElement | null>, count: number): Window {
	const [{ top, height, rowHeight, headHeight }, setPlace] = useState(guess);

	useLayoutEffect(() => {
		const list = scroller.current;
		if (list === null) return;
		const look = () =>
			setPlace((before) => {
				const style = getComputedStyle(list);
				const now = {
					top: list.scrollTop,
					height: list.clientHeight,
					rowHeight: Number.parseFloat(style.getPropertyValue("--row")) || guess.rowHeight,
					headHeight: Number.parseFloat(style.getPropertyValue("--head")) || 0,
				};
				const isSame = (Object.keys(now) as (keyof typeof now)[]).every((key) => now[key] === before[key]);
				return isSame ? before : now;
			});
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

	return {
		first: Math.max(0, Math.floor(top / rowHeight) - more),
		last: Math.min(count, Math.ceil((top + height) / rowHeight) + more),
		rowHeight,
		show,
	};
}
