import { InvalidArgumentError } from "commander";
import { eventTypes, fieldRules, isTime } from "pulumi-cognito-feedback/internal/cognito";
import { UsageError } from "./fail.ts";

/** The fields that are not to be printed. */
const personal: readonly (keyof typeof fieldRules)[] = ["username", "note"];

/** Takes an argument that a rule of a decision's field holds for. */
export function field(name: keyof typeof fieldRules): (value: string) => string {
	return (value) => {
		const wrong = fieldRules[name](value);
		// The library prints the value with what it throws, and these may be about a person.
		if (wrong && personal.includes(name)) throw new UsageError(`--${name} (not printed) ${wrong}`);
		if (wrong) throw new InvalidArgumentError(`It ${wrong}.`);
		return value;
	};
}

/** Takes one of some values in upper or lower case. */
export function oneOf<T extends string>(values: readonly T[]): (value: string) => T {
	return (value) => {
		const found = values.find((each) => each.toLowerCase() === value.toLowerCase());
		if (found === undefined) throw new InvalidArgumentError(`Expected ${values.join(", ")}.`);
		return found;
	};
}

/** Takes a type of event: a known one in upper or lower case, and any other as it is. */
export function eventType(value: string): string {
	return eventTypes.find((known) => known.toLowerCase() === value.toLowerCase()) ?? value;
}

/** Takes any text but an empty one. */
export function nonEmpty(value: string): string {
	if (value === "") throw new InvalidArgumentError("Expected a text that is not empty.");
	return value;
}

/** Takes an option that may be given several times. */
export function gather<T>(read: (value: string) => T) {
	return (value: string, before: readonly T[] = []) => [...before, read(value)];
}

export function port(value: string): number {
	if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
		throw new InvalidArgumentError("Expected a whole number from 0 to 65535.");
	return Number(value);
}

const milliseconds = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Takes a time, or how long ago that was, such as `7d`; returns it as ISO 8601. */
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
