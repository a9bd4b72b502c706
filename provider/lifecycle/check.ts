import type { Context } from "./context";
import { type DecisionField, identityFields, mutableFields } from "./decision";
import { didYouMean } from "./didYouMean";
import { fieldRules } from "./fieldRules";
import { defined, isInternal, type Properties } from "./properties";
import { isUnknown } from "./unknown";

/** What Pulumi prints for an input that cannot be taken. */
export interface CheckFailure {
	/** The property concerned. Left out where Pulumi must not print the value: it does even for a secret. */
	readonly property?: string;
	readonly reason: string;
}

export interface CheckResult {
	readonly inputs: Properties;
	readonly failures: readonly CheckFailure[];
}

const fields: readonly DecisionField[] = [...identityFields, ...mutableFields];

/** Checks the inputs of one decision: every rule of the API model, all failures at once, without a request. */
export function checkDecision(context: Context, news: Properties): CheckResult {
	const failures = [
		...context.configurationProblems.map((reason) => ({ reason })),
		...fieldFailures(news),
		...unknownProperties(news),
	];
	return { inputs: defined(news), failures };
}

function fieldFailures(news: Properties): CheckFailure[] {
	return fields.flatMap((field) => {
		const value = news[field];
		const wrong = isUnknown(value) ? undefined : fieldRules[field](value);
		return wrong === undefined ? [] : [failureOf(field, value, wrong)];
	});
}

/** The username is personal data, so Pulumi is not told which property's value to print. */
function failureOf(field: DecisionField, value: unknown, wrong: string): CheckFailure {
	const reason = `\`${field}\` ${wrong}`;
	return field === "username" || value === undefined ? { reason } : { property: field, reason };
}

function unknownProperties(news: Properties): CheckFailure[] {
	return Object.keys(news)
		.filter((name) => !isInternal(name) && !fields.some((field) => field === name))
		.map((name) => ({
			reason: `\`${name}\` is not an argument of this resource${didYouMean(name, fields)}; expected ${fields.map((field) => `\`${field}\``).join(", ")}`,
		}));
}
