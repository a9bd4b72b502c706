import { InvalidArgumentError } from "commander";
import { eventTypes, fieldRules, isTime } from "pulumi-cognito-feedback/internal/cognito";
import { UsageError } from "./messages.ts";

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

/** Parses an argument of any other kind: `undefined` is refused with what is expected. */
export function parser<T>(expected: string, parse: (value: string) => T | undefined) {
	return (value: string): T => {
		const parsed = parse(value);
		if (parsed === undefined) throw new InvalidArgumentError(`Expected ${expected}.`);
		return parsed;
	};
}

/** The one of several values that equals a text in upper or lower case. */
export function inAnyCase<T extends string>(values: readonly T[], text: string): T | undefined {
	return values.find((each) => each.toLowerCase() === text.toLowerCase());
}

/** Parses one of several values, in upper or lower case. */
export function oneOf<T extends string>(values: readonly T[]): (value: string) => T {
	return parser(values.join(", "), (value) => inAnyCase(values, value));
}

/** Parses an event type: a known one in upper or lower case, any other unchanged. */
export const eventType = (value: string): string => inAnyCase(eventTypes, value) ?? value;

export const nonEmpty = parser("a text that is not empty", (value) => value || undefined);

/** Parses an option that may be repeated. */
export function gather<T>(read: (value: string) => T) {
	return (value: string, before: readonly T[] = []) => [...before, read(value)];
}

export const port = parser("a whole number from 0 to 65535", (value) =>
	/^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined,
);

const milliseconds = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Parses a time, or an age such as `7d`; returns it as ISO 8601. */
export const time = parser(
	"an ISO 8601 time, such as 2026-11-20T08:00:00Z, or minutes, hours, days or weeks ago, such as 12h or 7d",
	(value) => {
		const [, count, unit] = /^(\d{1,5})([mhdw])$/i.exec(value) ?? [];
		if (count === undefined || unit === undefined) return isTime(value) ? value : undefined;
		const ago = Number(count) * milliseconds[unit.toLowerCase() as keyof typeof milliseconds];
		return new Date(Date.now() - ago).toISOString();
	},
);
