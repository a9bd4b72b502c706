import { type DecisionField, identityFields, mutableFields } from "./decision";
import { didYouMean } from "./didYouMean";
import type { CheckFailure } from "./failure";
import { fieldRules } from "./fieldRules";
import { isInternal, type Properties } from "./properties";
import { isUnknown } from "./unknown";

const fields: readonly DecisionField[] = [...identityFields, ...mutableFields];

/** Every rule of the API model that a decision's inputs break, and every property that is none. Makes no request. */
export function inputFailures(inputs: Properties): CheckFailure[] {
	return [...fieldFailures(inputs), ...unknownProperties(inputs)];
}

function fieldFailures(inputs: Properties): CheckFailure[] {
	return fields.flatMap((field) => {
		const value = inputs[field];
		const wrong = isUnknown(value) ? undefined : fieldRules[field](value);
		return wrong === undefined ? [] : [failureOf(field, value, wrong)];
	});
}

/** The username is personal data, so Pulumi is not told which property's value to print. */
function failureOf(field: DecisionField, value: unknown, wrong: string): CheckFailure {
	const reason = `\`${field}\` ${wrong}`;
	return field === "username" || value === undefined ? { reason } : { property: field, reason };
}

function unknownProperties(inputs: Properties): CheckFailure[] {
	const expected = fields.map((field) => `\`${field}\``).join(", ");
	return Object.keys(inputs)
		.filter((name) => !isInternal(name) && !fields.some((field) => field === name))
		.map((name) => ({
			reason: `\`${name}\` is not an argument of this resource${didYouMean(name, fields)}; expected ${expected}`,
		}));
}
