import { signal } from "@preact/signals";
import { ask } from "./api.ts";
import type { Review } from "./model/review.ts";
import { reportProblem } from "./saving.ts";

/** The report that is shown instead of the events, with its address once it is ready; `undefined` while events are shown. */
export const shownReport = signal<{ readonly address?: string } | undefined>(undefined);

let making: Promise<string> | undefined;

/** Shows the report. It is generated each time, to include decisions saved meanwhile. */
export async function openReport({ opened: { session, hasReport }, announcement }: Review): Promise<void> {
	if (!hasReport || shownReport.value) return;
	shownReport.value = {};
	try {
		making ??= ask("report", { session }).then(({ address }) => address);
		const address = await making;
		if (shownReport.value === undefined) return;
		shownReport.value = { address };
		announcement.value = "The report is ready.";
	} catch (error) {
		shownReport.value = undefined;
		reportProblem(error);
	} finally {
		making = undefined;
	}
}

export function closeReport(): void {
	shownReport.value = undefined;
}
