import { InvalidArgumentError } from "commander";
import { eventTypes, fieldRules, isTime } from "pulumi-cognito-feedback/internal/cognito";
import { UsageError } from "./fail.ts";

/** The fields whose values are not printed. */
const personal: readonly (keyof typeof fieldRules)[] = ["username", "note"];

/** Parses an argument that must follow the rule of a decision's field. */
export function field(name: keyof typeof fieldRules): (value: string) => string {
	return (value) => {
		const wrong = fieldRules[name](value);
		// The library prints the value with the error, and these values may be personal data.
		if (wrong && personal.includes(name)) throw new UsageError(`--${name} (not printed) ${wrong}`);
		if (wrong) throw new InvalidArgumentError(`It ${wrong}.`);
		return value;
	};
}

/** Parses one of several values, in upper or lower case. */
export function oneOf<T extends string>(values: readonly T[]): (value: string) => T {
	return (value) => {
		const found = values.find((each) => each.toLowerCase() === value.toLowerCase());
		if (found === undefined) throw new InvalidArgumentError(`Expected ${values.join(", ")}.`);
		return found;
	};
}

/** Parses an event type: a known one in upper or lower case, any other unchanged. */
export function eventType(value: string): string {
	return eventTypes.find((known) => known.toLowerCase() === value.toLowerCase()) ?? value;
}

/** Parses any text that is not empty. */
export function nonEmpty(value: string): string {
	if (value === "") throw new InvalidArgumentError("Expected a text that is not empty.");
	return value;
}

/** Parses an option that may be repeated. */
export function gather<T>(read: (value: string) => T) {
	return (value: string, before: readonly T[] = []) => [...before, read(value)];
}

export function port(value: string): number {
	if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
		throw new InvalidArgumentError("Expected a whole number from 0 to 65535.");
	return Number(value);
}

const milliseconds = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Parses a time, or an age such as `7d`; returns it as ISO 8601. */
export function time(value: string): string {
	const [, count, unit] = /^(\d{1,5})([mhdw])$/i.exec(value) ?? [];
	if (count !== undefined && unit !== undefined) {
		const ago = Number(count) * milliseconds[unit.toLowerCase() as keyof typeof milliseconds];
		return new Date(Date.now() - ago).toISOString();
	}
	if (!isTime(value))
		throw new InvalidArgumentError(
			"Expected an ISO 8601 time, such as 2026-11-20T08:00:00Z, or minutes, hours, days or weeks ago, such as 12h or 7d.",
		);
	return value;
}
