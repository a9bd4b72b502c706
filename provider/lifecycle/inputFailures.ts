import { isPrintable, printable, shortened } from "../cognito/printable";
import type { DecisionField } from "./decision";
import { didYouMean } from "./didYouMean";
import type { CheckFailure } from "./failure";
import { fieldRules } from "./fieldRules";
import type { Properties } from "./properties";
import { isInternal } from "./properties";
import { isUnknown } from "./unknown";

/** Every rule of the API model that the given fields of a decision break. Values not yet known break none. */
export function brokenRules(fields: readonly DecisionField[], inputs: Properties): CheckFailure[] {
	return fields.flatMap((field) => {
		const value = inputs[field];
		const wrong = isUnknown(value) ? undefined : (fieldRules[field](value) ?? unprintable(field, inputs));
		if (wrong === undefined) return [];
		const reason = `\`${field}\` ${wrong}`;
		return [mayPrint(field, value, inputs) ? { property: field, reason } : { reason }];
	});
}

/** A username may be right for the API and still nothing that Pulumi's CLI can print: whoever signs up chooses it. */
function unprintable(field: DecisionField, { username, __secret }: Properties): string | undefined {
	if (field !== "username" || __secret === true || isPrintable(String(username))) return undefined;
	return "has `<`, `{` and `%` in a row, which Pulumi's CLI takes for a color; give the user's `sub` in its place, or pass the username as a secret, which is not printed";
}

/**
 * Whether Pulumi may be told which property it is, since it then prints the value: not of a username, which is personal
 * data, not where the program has marked anything as secret, and not what would steer or flood a terminal.
 */
function mayPrint(field: DecisionField, value: unknown, { __secret }: Properties): boolean {
	if (field === "username" || __secret === true) return false;
	if (typeof value !== "string") return ["number", "boolean"].includes(typeof value);
	return shortened(value) === value && isPrintable(value);
}

/** Every property that is not among the known ones, by name: a slip of the pen must not go unseen. */
export function unknownProperties(known: readonly string[], inputs: Properties): CheckFailure[] {
	const expected = known.map((name) => `\`${name}\``).join(", ");
	return Object.keys(inputs)
		.filter((name) => !isInternal(name) && !known.includes(name))
		.map((name) => ({
			reason: `\`${printable(shortened(name))}\` is not known here${didYouMean(name, known)}; expected ${expected}`,
		}));
}
