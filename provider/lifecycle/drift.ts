import type { EventRef, Feedback } from "../cognito/authEvent";
import type { Missing } from "./notices";
import { RefusedStep } from "./notices";
import type { Run } from "./run";
import { findEvent } from "./run";

/** What reading the feedback of an event came to. */
export type Reading =
	| { readonly outcome: "read"; readonly feedback: Feedback | undefined }
	/** The event, its user or its pool does not exist any more. */
	| { readonly outcome: "gone"; readonly missing: Missing }
	/** Not looked up, or not to be read: state stays as it is. */
	| { readonly outcome: "kept" };

/** Reads the feedback that an event really has, and reports where it differs from what state holds. */
export async function readFeedback(run: Run, ref: EventRef, before: string | undefined): Promise<Reading> {
	const event = { userPoolId: ref.userPoolId, eventId: ref.eventId };
	const found = await findEvent(run, ref);
	switch (found.outcome) {
		case "found": {
			const { feedback } = found.event;
			if (feedback?.value !== before) run.report({ kind: "drift", event, before, feedback });
			return { outcome: "read", feedback };
		}
		case "gone":
			return { outcome: "gone", missing: found };
		case "failed":
			if (run.eventLookup === "required") throw new RefusedStep({ kind: "missing", event, missing: found });
			run.report({ kind: "lookUpFailed", event, missing: found });
			return { outcome: "kept" };
		case "skipped":
			return { outcome: "kept" };
	}
}
