import { signal } from "@preact/signals";
import type { ConflictResponse, SavedResponse } from "../protocol.ts";
import { Problem, save } from "./api.ts";
import { counted } from "./model/grouped.ts";
import type { Review } from "./model/review.ts";

/** What the dialog about saving shows; `undefined` while it is closed. */
export type Report =
	| { readonly kind: "saved"; readonly response: SavedResponse }
	| { readonly kind: "conflict"; readonly response: ConflictResponse }
	| { readonly kind: "problem"; readonly title: string; readonly text: string };

export const report = signal<Report | undefined>(undefined);
export const isSaving = signal(false);

/** Writes what has changed into the file. */
export async function saveChanges(review: Review): Promise<void> {
	if (isSaving.value) return;
	await review.finished();
	if (!review.state.value.canSave) {
		review.announcement.value = "Nothing to save.";
		return;
	}
	await runReported(async () => {
		const result = await save({ session: review.opened.session });
		if ("theirs" in result) return { kind: "conflict", response: result };
		await review.showAgain();
		const { changed } = result;
		review.announcement.value = `Saved: ${counted(changed, "decision")}.`;
		return { kind: "saved", response: result };
	});
}

/** After a conflict: reads the file as it is now and keeps what is changed here on top of it. Nothing is written. */
export async function takeTheirs(review: Review): Promise<void> {
	await runReported(async () => {
		await review.takeTheirs();
		return undefined;
	});
}

/** Shows why something that someone did has not happened. */
export function reportProblem(error: unknown): void {
	if (!(error instanceof Problem)) throw error;
	report.value = { kind: "problem", title: "That did not work", text: error.message };
}

async function runReported(work: () => Promise<Report | undefined>): Promise<void> {
	isSaving.value = true;
	try {
		report.value = await work();
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		report.value = { kind: "problem", title: "Nothing was saved", text: error.message };
	} finally {
		isSaving.value = false;
	}
}
