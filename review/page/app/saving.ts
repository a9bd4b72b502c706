import { signal } from "@preact/signals";
import type { ConflictAnswer, SavedAnswer } from "../protocol.ts";
import { loadDecisions, Problem, save } from "./api.ts";
import type { Review } from "./model/review.ts";

/** What a dialog tells of saving; `undefined` while there is nothing to tell. */
export type Report =
	| { readonly kind: "saved"; readonly answer: SavedAnswer }
	| { readonly kind: "conflict"; readonly answer: ConflictAnswer }
	| { readonly kind: "problem"; readonly text: string };

export const report = signal<Report | undefined>(undefined);
export const isSaving = signal(false);

/** Writes what has changed into the file. */
export async function saveChanges(review: Review): Promise<void> {
	const changes = review.drafts.changes.value;
	if (isSaving.value) return;
	if (changes.length === 0) {
		review.said.value = "Nothing to save.";
		return;
	}
	await tell(async () => {
		const result = await save({ version: review.drafts.version.value, changes });
		if (result.outcome === "conflict") return { kind: "conflict", answer: result.answer };
		review.drafts.rebase(result.answer);
		review.said.value = `Saved: ${changes.length} ${changes.length === 1 ? "decision" : "decisions"}.`;
		return { kind: "saved", answer: result.answer };
	});
}

/** After a conflict: reads the file as it is now and keeps what is changed here on top of it. Nothing is written. */
export async function takeTheirs(review: Review): Promise<void> {
	await tell(async () => {
		review.drafts.rebase(await loadDecisions());
		review.said.value = "File reloaded. Your changes are kept but not saved yet.";
		return undefined;
	});
}

async function tell(work: () => Promise<Report | undefined>): Promise<void> {
	isSaving.value = true;
	try {
		report.value = await work();
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		report.value = { kind: "problem", text: error.message };
	} finally {
		isSaving.value = false;
	}
}
