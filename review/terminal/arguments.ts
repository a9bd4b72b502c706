import { InvalidArgumentError } from "commander";
import { fieldRules, isTime } from "pulumi-cognito-feedback/internal/cognito";
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

/** Takes a TCP port. */
export function port(value: string): number {
	if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
		throw new InvalidArgumentError("Expected a whole number from 0 to 65535.");
	return Number(value);
}

/** Takes a time. */
export function time(value: string): string {
	if (!isTime(value))
		throw new InvalidArgumentError("Expected an ISO 8601 time, such as 2026-11-20T08:00:00Z.");
	return value;
}
