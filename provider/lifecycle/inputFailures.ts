import type { DecisionField } from "./decision";
import { didYouMean } from "./didYouMean";
import type { CheckFailure } from "./failure";
import { fieldRules } from "./fieldRules";
import { isInternal, type Properties } from "./properties";
import { isUnknown } from "./unknown";

/** Every rule of the API model that the given fields of a decision break. Values not yet known break none. */
export function brokenRules(fields: readonly DecisionField[], inputs: Properties): CheckFailure[] {
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

/** Every property that is not among the known ones, by name: a slip of the pen must not go unseen. */
export function unknownProperties(known: readonly string[], inputs: Properties): CheckFailure[] {
	const expected = known.map((name) => `\`${name}\``).join(", ");
	return Object.keys(inputs)
		.filter((name) => !isInternal(name) && !known.includes(name))
		.map((name) => ({
			reason: `\`${name}\` is not known here${didYouMean(name, known)}; expected ${expected}`,
		}));
}
