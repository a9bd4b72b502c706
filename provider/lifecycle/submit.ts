import type { AuthEvent } from "../cognito/authEvent";
import { defined } from "../cognito/defined";
import { FeedbackError } from "../cognito/feedbackError";
import { isFromAdministrator } from "../cognito/feedbackProvider";
import type { Context } from "./context";
import { type Decision, decisionId } from "./decision";
import { type LookUpResult, lookUp, lookUpAnew } from "./lookUp";
import { type Recorded, recordedOf } from "./recorded";

export interface CreateResult {
	readonly id: string;
	readonly outs: Decision & Recorded;
}

/** Submits a new decision, unless an administrator has given the same answer already: that is adopted. */
export async function createDecision(context: Context, decision: Decision): Promise<CreateResult> {
	refuseWrongConfiguration(context);
	const recorded = (await adopt(context, decision)) ?? (await submit(context, decision));
	return { id: decisionId(decision), outs: { ...decision, ...recorded } };
}

/** Submits a changed decision. A note stays in state, so changing it alone makes no request. */
export async function updateDecision(
	context: Context,
	olds: Partial<Decision> & Recorded,
	news: Decision,
): Promise<Decision & Recorded> {
	refuseWrongConfiguration(context);
	if (olds.feedbackValue !== news.feedbackValue) return { ...news, ...(await submit(context, news)) };
	const { feedbackDate, feedbackProvider } = olds;
	return { ...news, ...defined({ feedbackDate, feedbackProvider }) };
}

function refuseWrongConfiguration({ problems }: Context): void {
	if (problems.length > 0) throw new FeedbackError(problems.join("\n"));
}

async function submit(context: Context, decision: Decision): Promise<Recorded> {
	await context.service.submitFeedback(decision);
	const result = await lookUpAnew(context, decision);
	if (result.outcome === "failed") {
		context.report.warn(`${result.reason} The decision was submitted; only its date is not known.`);
	}
	return result.outcome === "found" && hasValue(result.event, decision)
		? recordedOf(result.event.feedback)
		: {};
}

/** What the check saw may have changed since, so an event is adopted only if a look of now says the same. */
async function adopt(context: Context, decision: Decision): Promise<Recorded | undefined> {
	if (!isAnswered(await lookUp(context, decision), decision)) return undefined;
	const now = await lookUpAnew(context, decision);
	return isAnswered(now, decision) ? adopted(context, decision, now.event) : undefined;
}

function isAnswered(
	result: LookUpResult,
	decision: Decision,
): result is Extract<LookUpResult, { outcome: "found" }> {
	return (
		result.outcome === "found" &&
		hasValue(result.event, decision) &&
		isFromAdministrator(result.event.feedback)
	);
}

function adopted(
	{ report }: Context,
	{ eventId, userPoolId, feedbackValue }: Decision,
	event: AuthEvent,
): Recorded {
	report.info(
		`event ${eventId} in user pool ${userPoolId}: an administrator has answered \`${feedbackValue}\` already, so nothing was sent and the answer is adopted.`,
	);
	return recordedOf(event.feedback);
}

function hasValue({ feedback }: AuthEvent, { feedbackValue }: Decision): boolean {
	return feedback?.value === feedbackValue;
}
