import type { AuthEvent } from "../cognito/authEvent";
import { FeedbackError } from "../cognito/feedbackError";
import type { Context } from "./context";
import type { Decision } from "./decision";
import type { History } from "./history";

/** The event that a decision is about. */
export type EventRef = Pick<Decision, "userPoolId" | "username" | "eventId">;

/** What a look-up came to. */
export type LookUpResult =
	| { readonly outcome: "found"; readonly event: AuthEvent }
	/** The event, its user or its pool does not exist. */
	| { readonly outcome: "gone"; readonly reason: string }
	/** Nobody can tell: the request failed. */
	| { readonly outcome: "failed"; readonly reason: string }
	/** Nobody looked: look-ups are off, or not permitted, which a warning has said. */
	| { readonly outcome: "skipped" };

/** Looks an event up in what this run knows of the user's history. */
export function lookUp(context: Context, ref: EventRef): Promise<LookUpResult> {
	const history = context.histories.ofRun(ref);
	return settle(
		context,
		ref,
		() => history.find(ref.eventId),
		() => notListed(ref, history),
	);
}

/** Looks an event up in a reading that begins now, so that it shows what was just submitted. */
export function lookUpAnew(context: Context, ref: EventRef): Promise<LookUpResult> {
	const { histories } = context;
	return settle(
		context,
		ref,
		() => histories.findAnew(ref, ref.eventId),
		() => `event ${ref.eventId} is not listed`,
	);
}

async function settle(
	context: Context,
	ref: EventRef,
	find: () => Promise<AuthEvent | undefined>,
	missing: () => string,
): Promise<LookUpResult> {
	const { eventLookup, listingDenied } = context;
	if (eventLookup === "off" || listingDenied.has(ref.userPoolId)) return { outcome: "skipped" };
	try {
		const event = await find();
		return event ? { outcome: "found", event } : { outcome: "gone", reason: missing() };
	} catch (error) {
		if (!(error instanceof FeedbackError)) throw error;
		return failed(context, ref, error);
	}
}

function failed(
	{ report, listingDenied }: Context,
	ref: EventRef,
	{ kind, message, reason: cause }: FeedbackError,
): LookUpResult {
	const reason = `event ${ref.eventId} in user pool ${ref.userPoolId}: ${cause}`;
	if (kind === "poolOrEventNotFound" || kind === "userNotFound") return { outcome: "gone", reason };
	if (kind !== "accessDenied") return { outcome: "failed", reason };
	// Once for a pool: it would be the same for each of its users.
	if (!listingDenied.has(ref.userPoolId))
		report.warn(`${message} Until then there is no evidence, and drift is not seen.`);
	listingDenied.add(ref.userPoolId);
	return { outcome: "skipped" };
}

function notListed({ eventId, userPoolId }: EventRef, history: History): string {
	const { events, from, to } = history.searched;
	const searched =
		events === 0
			? "Cognito lists no events of the user"
			: `searched ${events === 1 ? "the 1 event" : `all ${events} events`} that Cognito lists of the user${from ? `, from ${from} to ${to}` : ""}`;
	return `event ${eventId} in user pool ${userPoolId} does not exist: ${searched}. Check the event's ID, and that it is an event of this user; Cognito forgets events in time.`;
}
