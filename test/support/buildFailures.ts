import { decisionFields } from "#provider/lifecycle/decision";
import type { CheckFailure } from "#provider/lifecycle/failure";
import { brokenRules, unknownProperties } from "#provider/lifecycle/inputFailures";

/** Everything that is wrong with the inputs of a single decision. */
export function failuresOf(inputs: Readonly<Record<string, unknown>>): CheckFailure[] {
	return [...brokenRules(decisionFields, inputs), ...unknownProperties(decisionFields, inputs)];
}
