import { FeedbackError } from "../../cognito/feedbackError";
import { refuseWrongConfiguration } from "../configurationFailures";
import type { Context } from "../context";
import { leaveBehind } from "../leaveBehind";
import { PartialFailure, reasonsFor } from "../partialFailure";
import type { Properties } from "../properties";
import { settleDecision } from "../settle";
import { isSameFeedback, membersOf, toDecision } from "./member";
import { trackProgress } from "./progress";

/** What became of a decision. */
interface Outcome {
	readonly eventId: string;
	/** Which side Cognito holds now: what is declared, or what state had; missing where it is neither, or nobody knows. */
	readonly held?: "news" | "olds";
	readonly adopted?: boolean;
	readonly failure?: FeedbackError;
}

export interface CreateSetResult {
	readonly id: string;
	readonly outs: Properties;
}

/** Submits all decisions of a new set. */
export async function createSet(context: Context, inputs: Properties): Promise<CreateSetResult> {
	const id = String(inputs.userPoolId);
	return { id, outs: await updateSet(context, id, {}, inputs) };
}

/** Submits the decisions of a set that differ from what state holds, and leaves behind those that are not declared. */
export async function updateSet(
	context: Context,
	id: string,
	olds: Properties,
	news: Properties,
): Promise<Properties> {
	refuseWrongConfiguration(context);
	const [before, after] = [membersOf(olds), membersOf(news)];
	const progress = trackProgress(
		context.report,
		[...after].filter(([eventId, member]) => !isSameFeedback(before.get(eventId), member)).length,
	);
	const outcomes = await Promise.all(
		[...after].map(async ([eventId, member]): Promise<Outcome> => {
			const old = before.get(eventId);
			if (isSameFeedback(old, member)) return { eventId, held: "news" };
			try {
				const { how } = await settleDecision(context, toDecision(news, eventId, member));
				progress.done();
				return { eventId, held: "news", adopted: how === "adopted" };
			} catch (error) {
				if (!(error instanceof FeedbackError)) throw error;
				progress.failed();
				// What may be either is forgotten, so that whichever the program declares next is sent or adopted.
				return { eventId, ...(old && !error.isInDoubt && { held: "olds" }), failure: error };
			}
		}),
	);
	const removed = [...before].filter(([eventId]) => !after.has(eventId));
	leaveBehind(
		context,
		removed.map(([eventId, member]) => toDecision(olds, eventId, member)),
	);
	reportAdopted(context, outcomes.filter(({ adopted }) => adopted).length, outcomes.length);
	return outputsOf(id, { olds, news }, outcomes);
}

function reportAdopted({ report }: Context, adopted: number, total: number): void {
	if (adopted === 0) return;
	report.info(
		`${adopted} of ${total} decisions had the same answer from an administrator already: adopted, nothing was sent for them.`,
	);
}

/** What state is to hold: of what failed, what Cognito held before. */
function outputsOf(
	id: string,
	sides: { readonly olds: Properties; readonly news: Properties },
	outcomes: readonly Outcome[],
): Properties {
	const stored = outcomes.flatMap(({ eventId, held }) =>
		held ? [[eventId, (sides[held].decisions as Properties)[eventId]] as const] : [],
	);
	const outs = { ...sides.news, decisions: Object.fromEntries(stored) };
	const failures = outcomes.flatMap(({ eventId, failure }) => (failure ? [{ eventId, failure }] : []));
	if (failures.length === 0) return outs;
	const message = `${failures.length} of ${outcomes.length} decisions could not be submitted. What Cognito took is in Pulumi's state; the next \`pulumi up\` sends what is missing.`;
	throw new PartialFailure(message, id, outs, reasonsFor(failures));
}
