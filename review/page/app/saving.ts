import { signal } from "@preact/signals";
import type { ConflictResponse, SavedResponse } from "../protocol.ts";
import { Problem, save } from "./api.ts";
import type { Review } from "./model/review.ts";
import { counted } from "./model/words.ts";

/** The content of the dialog about saving; `undefined` while it is closed. */
export type Report =
	| { readonly kind: "saved"; readonly response: SavedResponse }
	| { readonly kind: "conflict"; readonly response: ConflictResponse }
	| { readonly kind: "problem"; readonly title: string; readonly text: string };

export const report = signal<Report | undefined>(undefined);
export const isSaving = signal(false);

/** Saves the changes to the file. */
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
		review.announcement.value = `Saved: ${counted(result.changed, "decision")}.`;
		return { kind: "saved", response: result };
	});
}

/** Resolves a conflict: reads the current file and keeps the unsaved changes on top of it. Nothing is written. */
export async function takeTheirs(review: Review): Promise<void> {
	await runReported(async () => {
		await review.takeTheirs();
		return undefined;
	});
}

/** Shows why an action failed. */
export function reportProblem(error: unknown, title = "That did not work"): void {
	if (!(error instanceof Problem)) throw error;
	report.value = { kind: "problem", title, text: error.message };
}

async function runReported(work: () => Promise<Report | undefined>): Promise<void> {
	isSaving.value = true;
	try {
		report.value = await work();
	} catch (error) {
		reportProblem(error, "Nothing was saved");
	} finally {
		isSaving.value = false;
	}
}
