import { InvalidArgumentError } from "commander";
import { fieldRules, isTime } from "pulumi-cognito-feedback/internal/cognito";

/** Takes an argument that a rule of a decision's field holds for. */
export function field(name: keyof typeof fieldRules): (value: string) => string {
	return (value) => {
		const wrong = fieldRules[name](value);
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
