import { FeedbackError } from "../cognito/feedbackError";
import type { FeedbackRequest } from "../cognito/service";
import type { Context } from "./context";
import { type Decision, decisionId } from "./decision";

export interface CreateResult {
	readonly id: string;
	readonly outs: Decision;
}

/** Submits a new decision. */
export async function createDecision(context: Context, decision: Decision): Promise<CreateResult> {
	await submit(context, decision);
	return { id: decisionId(decision), outs: decision };
}

/** Submits a changed decision. A note stays in state, so changing it alone makes no request. */
export async function updateDecision(
	context: Context,
	olds: Partial<Decision>,
	news: Decision,
): Promise<Decision> {
	if (olds.feedbackValue !== news.feedbackValue) await submit(context, news);
	return news;
}

async function submit({ service, configurationProblems }: Context, decision: FeedbackRequest): Promise<void> {
	if (configurationProblems.length > 0) throw new FeedbackError(configurationProblems.join("\n"));
	await service.submitFeedback(decision);
}
