import type { StringRule } from "../cognito/rules.ts";
import { violations } from "../cognito/rules.ts";
import { EmulatorError } from "./error.ts";

/** The input of a request: the JSON object of its body. */
export type Input = Readonly<Record<string, unknown>>;

/** Reports what a member must be; `quoted` is its value as messages quote it. */
type Fail = (must: string, quoted?: string) => void;

/** Reads a member of an input, which is `undefined` if absent. */
type Reader<T> = (value: unknown, fail: Fail) => T;

/**
 * Reads the members of an input. A `null` member counts as absent, and unknown members are ignored, as with AWS.
 *
 * @throws EmulatorError `InvalidParameterException` with all mistakes in one message, as with AWS;
 *   `SerializationException` for a member of another type
 */
export function readInput<T extends object>(
	input: Input,
	members: { readonly [Name in keyof T]: Reader<T[Name]> },
): T {
	const failures: string[] = [];
	const values = Object.entries<Reader<unknown>>(members).map(([name, read]) => {
		const at = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
		const value = Object.hasOwn(input, name) ? (input[name] ?? undefined) : undefined;
		const fail: Fail = (must, quoted = "") =>
			failures.push(`Value ${quoted}at '${at}' failed to satisfy constraint: Member must ${must}`);
		return [name, read(value, fail)];
	});
	if (failures.length > 0) {
		const errors = failures.length === 1 ? "1 validation error" : `${failures.length} validation errors`;
		throw new EmulatorError("InvalidParameterException", `${errors} detected: ${failures.join("; ")}`);
	}
	return Object.fromEntries(values) as T;
}

export function optional(rule: StringRule): Reader<string | undefined> {
	return (member, fail) => {
		const value = typed(member, isString, "a String");
		if (value === undefined) return undefined;
		const quoted = rule.sensitive ? "" : quote(value);
		const broken = violations(rule, value);
		if (broken.length) {
			const [bound, limit] = value.length < rule.min ? ["greater", rule.min] : ["less", rule.max];
			fail(`have length ${bound} than or equal to ${limit}`, quoted);
		}
		const pattern = rule.pattern.source.replace(/^\^|\$$/g, "");
		if (broken.pattern) fail(`satisfy regular expression pattern: ${pattern}`, quoted);
		return value;
	};
}

export function required(rule: StringRule): Reader<string> {
	const read = optional(rule);
	return (member, fail) => {
		const value = read(member, fail);
		if (value === undefined) fail("not be null", "null ");
		return value ?? "";
	};
}

export function requiredEnum<Value extends string>(values: readonly Value[]): Reader<Value | ""> {
	return (member, fail) => {
		const value = typed(member, isString, "a String");
		const known = values.find((one) => one === value);
		if (value === undefined) fail("not be null", "null ");
		else if (known === undefined) fail(`satisfy enum value set: [${values.join(", ")}]`, quote(value));
		return known ?? "";
	};
}

export function optionalInteger(min: number, max: number): Reader<number | undefined> {
	return (member, fail) => {
		const value = typed(member, isNumber, "an Integer");
		if (value === undefined) return undefined;
		if (value < min) fail(`have value greater than or equal to ${min}`, quote(value));
		else if (value > max) fail(`have value less than or equal to ${max}`, quote(value));
		else if (!Number.isInteger(value)) fail("be an integer", quote(value));
		return value;
	};
}

export const optionalStrings: Reader<readonly string[] | undefined> = (member) =>
	typed(member, isStrings, "a list of strings");

const isString = (value: unknown) => typeof value === "string";
const isNumber = (value: unknown) => typeof value === "number";
const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every(isString);

/** AWS rejects another type before it checks any rule, because the body cannot be deserialized into the operation's input. */
function typed<T>(value: unknown, isRight: (value: unknown) => value is T, type: string): T | undefined {
	if (value === undefined || isRight(value)) return value;
	throw new EmulatorError("SerializationException", `${kind(value)} can not be converted to ${type}`);
}

/** Longer values are shortened in error messages. */
const longestQuote = 200;

function quote(value: string | number): string {
	const text = String(value);
	return `'${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}' `;
}

/** The kind of a JSON value in AWS's terms. */
function kind(value: unknown): string {
	if (Array.isArray(value)) return "START_ARRAY";
	switch (typeof value) {
		case "string":
			return "STRING_VALUE";
		case "number":
			return "NUMBER_VALUE";
		case "boolean":
			return value ? "TRUE_VALUE" : "FALSE_VALUE";
		default:
			return "START_OBJECT";
	}
}
