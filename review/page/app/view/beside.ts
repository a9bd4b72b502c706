import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { LookUpResponse, PageRow } from "../../protocol.ts";
import { ask, Problem } from "../api.ts";
import { useReview } from "./context.ts";

/** What stands beside an event, and is asked for once someone stays with it. */
interface Beside {
	readonly others: readonly PageRow[];
	readonly lookUp?: LookUpResponse;
}

/** Whoever holds a key down passes events without opening them. */
const patience = 150;

/** Asks for what stands beside an event. It comes later than the event, or not at all. */
export function useBeside({ row }: PageRow): Signal<Beside> {
	const review = useReview();
	const beside = useSignal<Beside>({ others: [] });
	const version = review.version.value;

	useEffect(() => {
		beside.value = { others: [] };
	}, [row]);
	useEffect(() => {
		let isOver = false;
		const request = { session: review.opened.session, row };
		const keep = (part: Partial<Beside>) => {
			if (!isOver) beside.value = { ...beside.value, ...part };
		};
		const timer = setTimeout(() => {
			ask("details", request).then(keep, ignoreProblem);
			ask("lookup", request).then((found) => {
				const isNew = beside.value.lookUp === undefined && found.kind === "found";
				keep({ lookUp: found });
				if (isNew && !isOver) review.refresh();
			}, ignoreProblem);
		}, patience);
		return () => {
			isOver = true;
			clearTimeout(timer);
		};
	}, [row, version]);
	return beside;
}

/** The next thing that someone does fails as well, and says why. */
function ignoreProblem(error: unknown): void {
	if (!(error instanceof Problem)) throw error;
}
