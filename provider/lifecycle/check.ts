import { defined } from "../cognito/defined";
import type { Context } from "./context";
import { identityFields } from "./decision";
import { describeEvidence } from "./describe";
import { type Evidence, evidenceOf, reduceEvidence } from "./evidence";
import type { CheckFailure } from "./failure";
import { inputFailures } from "./inputFailures";
import { type EventRef, lookUp } from "./lookUp";
import type { Properties } from "./properties";
import { isUnknown } from "./unknown";

export interface CheckResult {
	readonly inputs: Properties;
	readonly failures: readonly CheckFailure[];
}

/** Evidence for a decision, or why it cannot be taken. */
interface Findings {
	readonly event?: Evidence | undefined;
	readonly failures: readonly CheckFailure[];
}

/**
 * Checks a decision: every rule of the API model, all failures at once; then, where the rules hold, the event itself.
 *
 * @param olds The inputs in state; empty for a new resource.
 */
export async function checkDecision(
	context: Context,
	olds: Properties,
	news: Properties,
): Promise<CheckResult> {
	const broken = [...context.problems.map((reason) => ({ reason })), ...inputFailures(news)];
	const { event, failures } = broken.length > 0 ? { failures: broken } : await findings(context, olds, news);
	return { inputs: defined({ ...news, event }), failures };
}

async function findings(context: Context, olds: Properties, news: Properties): Promise<Findings> {
	if (identityFields.some((field) => olds[field] !== news[field])) return lookUpEvidence(context, news);
	const kept = olds.event as Evidence | undefined;
	const event = kept && reduceEvidence(kept, context.evidence);
	if (olds.feedbackValue !== news.feedbackValue) reportChange(context, olds, news, event);
	return { event, failures: [] };
}

async function lookUpEvidence(context: Context, news: Properties): Promise<Findings> {
	if (identityFields.some((field) => isUnknown(news[field]))) return { failures: [] };
	const result = await lookUp(context, news as unknown as EventRef);
	switch (result.outcome) {
		case "found":
			return { event: evidenceOf(result.event, context.evidence), failures: [] };
		case "skipped":
			return { failures: [] };
		default:
			if (context.eventLookup === "required") return { failures: [{ reason: result.reason }] };
			context.report.warn(result.reason);
			return { failures: [] };
	}
}

/** Pulumi shows no more than the changed value, which nobody can judge by: this says what it is about. */
function reportChange(
	{ report }: Context,
	olds: Properties,
	news: Properties,
	event: Evidence | undefined,
): void {
	const who = news.__secretUsername === true ? "[secret]" : news.username;
	const value = (given: unknown) =>
		isUnknown(given) ? "a value known after `pulumi up`" : (given ?? "no feedback");
	const change = `${news.eventId} ${who} ${value(olds.feedbackValue)} → ${value(news.feedbackValue)}`;
	report.info(event ? `${change}: ${describeEvidence(event)}` : change);
}
