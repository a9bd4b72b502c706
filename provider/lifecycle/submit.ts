import { defined } from "../cognito/defined";
import { FeedbackError } from "../cognito/feedbackError";
import { refuseWrongConfiguration } from "./configurationFailures";
import type { Context } from "./context";
import type { Decision } from "./decision";
import { decisionId } from "./decision";
import { lookUpAnew } from "./lookUp";
import { PartialFailure } from "./partialFailure";
import type { Recorded } from "./recorded";
import { recordedOf } from "./recorded";
import type { Settled } from "./settle";
import { settleDecision } from "./settle";

export interface CreateResult {
	readonly id: string;
	readonly outs: Decision & Recorded;
}

/** Submits a new single decision, or adopts the same answer of an administrator. */
export async function createDecision(context: Context, decision: Decision): Promise<CreateResult> {
	refuseWrongConfiguration(context);
	const recorded = await recordedAs(context, decision, await settleDecision(context, decision));
	return { id: decisionId(decision), outs: { ...decision, ...recorded } };
}

/** Submits a changed single decision. A note stays in state, so changing it alone makes no request. */
export async function updateDecision(
	context: Context,
	olds: Partial<Decision> & Recorded,
	news: Decision,
): Promise<Decision & Recorded> {
	if (olds.feedbackValue !== news.feedbackValue) {
		refuseWrongConfiguration(context);
		try {
			return { ...news, ...(await recordedAs(context, news, await settleDecision(context, news))) };
		} catch (error) {
			throw error instanceof FeedbackError && error.isInDoubt ? forgettingValue(olds, news, error) : error;
		}
	}
	const { feedbackDate, feedbackProvider } = olds;
	return { ...news, ...defined({ feedbackDate, feedbackProvider }) };
}

/**
 * Nobody knows whether Cognito holds the old value or the new one, so state is to hold neither: whichever of them the
 * program declares next, that is a change.
 */
function forgettingValue(
	olds: Partial<Decision>,
	news: Decision,
	{ message }: FeedbackError,
): PartialFailure {
	const { feedbackValue: _, ...known } = olds;
	return new PartialFailure(message, decisionId(news), known);
}

/** What Cognito says of the feedback that it now holds. */
async function recordedAs(context: Context, decision: Decision, settled: Settled): Promise<Recorded> {
	const { eventId, userPoolId, feedbackValue } = decision;
	if (settled.how === "adopted") {
		context.report.info(
			`event ${eventId} in user pool ${userPoolId}: an administrator has answered \`${feedbackValue}\` already, so nothing was sent and the answer is adopted.`,
		);
		return recordedOf(settled.event.feedback);
	}
	const result = await lookUpAnew(context, decision);
	if (result.outcome === "failed") {
		context.report.warn(`${result.reason} The decision was submitted; only its date is not known.`);
	}
	const feedback = result.outcome === "found" ? result.event.feedback : undefined;
	return feedback?.value === feedbackValue ? recordedOf(feedback) : {};
}
