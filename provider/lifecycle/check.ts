import { defined } from "../cognito/defined";
import { quoted } from "../cognito/printable";
import { claimEvent } from "./claims";
import { configurationFailures } from "./configurationFailures";
import type { Context } from "./context";
import { decisionFields } from "./decision";
import type { Evidence } from "./evidence";
import { declaredOf, evidenceOf, reduceEvidence } from "./evidence";
import type { CheckFailure } from "./failure";
import { brokenRules, unknownProperties } from "./inputFailures";
import { inspectDecision } from "./inspect";
import type { Properties } from "./properties";

export interface CheckResult {
	readonly inputs: Properties;
	readonly failures: readonly CheckFailure[];
}

/**
 * Checks a single decision: every rule of the API model, all failures at once; then, where the rules hold, the event
 * itself, whose evidence it adds to the inputs.
 *
 * @param olds The inputs in state; empty for a new resource.
 * @param given The declared inputs. The resource's name among them serves here alone and stays out of state, which
 *   Pulumi rewrites after each step.
 */
export async function checkDecision(
	context: Context,
	olds: Properties,
	{ __label, ...given }: Properties,
): Promise<CheckResult> {
	const news = declaredOf(olds, given);
	const failures = [
		...configurationFailures(context),
		...brokenRules(decisionFields, news),
		...unknownProperties(decisionFields, news),
	];
	if (failures.length > 0) return { inputs: defined(news), failures };
	claimEvent(context, news, `AuthEventFeedback ${quoted(String(__label))}`);
	const inspection = await inspectDecision(context, olds, news);
	switch (inspection.outcome) {
		case "refused":
			return { inputs: defined(news), failures: [{ reason: inspection.reason }] };
		case "kept": {
			const kept = olds.event as Evidence | undefined;
			const event = kept && reduceEvidence(kept, context.evidence);
			return { inputs: defined({ ...news, event }), failures: [] };
		}
		case "lookedUp": {
			const event = inspection.event && evidenceOf(inspection.event, context.evidence);
			return { inputs: defined({ ...news, event }), failures: [] };
		}
	}
}
