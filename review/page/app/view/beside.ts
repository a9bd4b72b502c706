import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { LookUpResponse, PageRow } from "../../protocol.ts";
import { ask, Problem } from "../api.ts";
import { useReview } from "./context.ts";

/** Information about an event that is requested after the user stays on it. */
interface Beside {
	readonly others: readonly PageRow[];
	readonly lookUp?: LookUpResponse;
}

/** A user who holds a key down passes events without opening them. */
const patience = 150;

/** Requests further information about an event. It arrives after the event, or not at all. */
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

/** If the server fails, the next action fails as well and reports why. */
function ignoreProblem(error: unknown): void {
	if (!(error instanceof Problem)) throw error;
}
