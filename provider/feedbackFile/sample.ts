import { fieldRules } from "../cognito/rules.ts";

/**
 * A random sample of the events that a reviewer chose from, as the file records it: what an estimate needs to know.
 * Pulumi ignores it.
 */
export interface Sample {
	/** When it was drawn, as ISO 8601. */
	readonly drawn: string;
	/** Where the events came from, as `--from` names it. */
	readonly source: string;
	/** The options that narrowed the events down, by name without dashes, such as `risk: High`. */
	readonly filter?: Readonly<Record<string, SampleOption>>;
	/** The earliest time of an event, as ISO 8601. */
	readonly since?: string;
	/** The time that every event is before, as ISO 8601. */
	readonly until?: string;
	/** How many events it was drawn from. */
	readonly population: number;
	/** How many events were asked for. */
	readonly size: number;
	/** What the choice can be repeated with. */
	readonly seed: number | string;
	/** Whether risk and earlier feedback were hidden until each decision was made. */
	readonly blind: boolean;
	/** All event IDs of the sample, also those without a decision. */
	readonly events: readonly string[];
}

/** The value of an option of a filter. */
export type SampleOption = string | number | boolean | readonly string[];

/** The fields of a sample, in the order in which they are written. */
export const sampleFields = [
	"drawn",
	"source",
	"since",
	"until",
	"filter",
	"population",
	"size",
	"seed",
	"blind",
	"events",
] as const satisfies readonly (keyof Sample)[];

/** ISO 8601: a date, or a date with a time and its offset. */
export const timePattern =
	/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

type Rule = (value: unknown) => string | undefined;

/** What is wrong with a field of a sample that is a single value; `undefined` where nothing is. */
export const sampleRules = {
	drawn: required(time),
	source: required(text),
	since: optional(time),
	until: optional(time),
	population: required(count),
	size: required(count),
	seed: required((value) => (Number.isSafeInteger(value) ? undefined : text(value))),
	blind: required((value) => (typeof value === "boolean" ? undefined : "must be true or false")),
} as const satisfies Partial<Record<keyof Sample, Rule>>;

function required(rule: Rule): Rule {
	return (value) => (value === undefined || value === null ? "is required" : rule(value));
}

function optional(rule: Rule): Rule {
	return (value) => (value === undefined || value === null ? undefined : rule(value));
}

function text(value: unknown): string | undefined {
	return value === "" ? "is empty" : fieldRules.note(value);
}

function time(value: unknown): string | undefined {
	return typeof value === "string" && timePattern.test(value)
		? undefined
		: "must be a time as ISO 8601, such as `2026-11-20` or `2026-11-20T08:14:00Z`";
}

function count(value: unknown): string | undefined {
	return Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : "must be a whole number";
}
