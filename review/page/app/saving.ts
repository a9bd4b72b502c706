import { signal } from "@preact/signals";
import type { ConflictResponse, SavedResponse } from "../protocol.ts";
import { loadDecisions, Problem, save } from "./api.ts";
import type { Review } from "./model/review.ts";

/** What the dialog about saving shows; `undefined` while it is closed. */
export type Report =
	| { readonly kind: "saved"; readonly response: SavedResponse }
	| { readonly kind: "conflict"; readonly response: ConflictResponse }
	| { readonly kind: "problem"; readonly text: string };

export const report = signal<Report | undefined>(undefined);
export const isSaving = signal(false);

/** Writes what has changed into the file. */
export async function saveChanges(review: Review): Promise<void> {
	const changes = review.drafts.changes.value;
	if (isSaving.value) return;
	if (changes.length === 0) {
		review.announcement.value = "Nothing to save.";
		return;
	}
	await runReported(async () => {
		const result = await save({ version: review.drafts.version.value, changes });
		if (result.outcome === "conflict") return { kind: "conflict", response: result.response };
		review.drafts.rebase(result.response);
		review.announcement.value = `Saved: ${changes.length} ${changes.length === 1 ? "decision" : "decisions"}.`;
		return { kind: "saved", response: result.response };
	});
}

/** After a conflict: reads the file as it is now and keeps what is changed here on top of it. Nothing is written. */
export async function takeTheirs(review: Review): Promise<void> {
	await runReported(async () => {
		review.drafts.rebase(await loadDecisions());
		review.announcement.value = "File reloaded. Your changes are kept but not saved yet.";
		return undefined;
	});
}

async function runReported(work: () => Promise<Report | undefined>): Promise<void> {
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
