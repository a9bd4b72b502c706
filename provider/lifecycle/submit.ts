import { defined } from "../cognito/defined";
import { refuseWrongConfiguration } from "./configurationFailures";
import type { Context } from "./context";
import { type Decision, decisionId } from "./decision";
import { lookUpAnew } from "./lookUp";
import { type Recorded, recordedOf } from "./recorded";
import { type Settled, settleDecision } from "./settle";

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
		return { ...news, ...(await recordedAs(context, news, await settleDecision(context, news))) };
	}
	const { feedbackDate, feedbackProvider } = olds;
	return { ...news, ...defined({ feedbackDate, feedbackProvider }) };
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
