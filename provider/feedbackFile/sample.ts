import { fieldRules } from "../cognito/rules.ts";
import type { Entry, NodeReader } from "./nodeReader.ts";
import { isNull, refused } from "./nodeReader.ts";

/**
 * A random sample of the events that a reviewer chose from, as recorded in the file: estimates are computed from it. Pulumi
 * ignores it.
 */
export interface Sample {
	/** The time at which it was drawn, as ISO 8601. */
	readonly drawn: string;
	/** The source of the events, as in `--from`. */
	readonly source: string;
	/** The options that restricted the events, by name without dashes, such as `risk: High`. */
	readonly filter?: Readonly<Record<string, SampleOption>>;
	/** The earliest time of an event, as ISO 8601. */
	readonly since?: string;
	/** The time before which all events happened, as ISO 8601. */
	readonly until?: string;
	/** The number of events that it was drawn from. */
	readonly population: number;
	/** The number of events requested. */
	readonly size: number;
	/** The seed that reproduces the sample. */
	readonly seed: number | string;
	/** Whether risk and earlier feedback were hidden until each decision was made. */
	readonly blind: boolean;
	/** The event IDs of the sample, including those without a decision. */
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

/** The problem of a sample's field with a single value; `undefined` if it is valid. */
const sampleRules = {
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

/** Reads the samples of a file, and records their mistakes. */
export function readSamples(reader: NodeReader, entry: Entry): Sample[] {
	if (isNull(entry.value)) return [];
	const items = reader.items(entry);
	if (items) return items.flatMap((item) => readSample(reader, item) ?? []);
	reader.note(entry, `\`samples\` is ${reader.kindOf(entry.value)}: expected a list of samples`);
	return [];
}

function readSample(reader: NodeReader, sample: Entry): Sample | undefined {
	const fields = reader.entries(sample, { what: "the sample", known: sampleFields });
	if (!fields) return undefined;
	const found = reader.findings.length;
	const missing = { at: sample.at, value: null };
	const values = Object.entries(sampleRules).map(([name, rule]) => {
		const isText = !["population", "size", "seed", "blind"].includes(name);
		return [name, reader.field(fields.get(name) ?? missing, name, rule, isText)];
	});
	const filter = readFilter(reader, fields.get("filter") ?? missing);
	const events = readEvents(reader, fields.get("events"), missing);
	// An invalid field was recorded, so the file is rejected.
	if (reader.findings.length > found) return undefined;
	const present = [...values, ["filter", filter], ["events", events]].filter(
		([, value]) => value !== undefined,
	);
	return Object.fromEntries(present) as unknown as Sample;
}

function readFilter(reader: NodeReader, entry: Entry): Sample["filter"] {
	if (isNull(entry.value)) return undefined;
	const options = reader.entries(entry, { what: "`filter`", expected: "options, each with its value" });
	const read = [...(options ?? [])].flatMap(([name, each]): [string, SampleOption][] => {
		const option = readOption(reader, name, each);
		return option === undefined ? [] : [[name, option]];
	});
	return Object.fromEntries(read);
}

function readOption(reader: NodeReader, name: string, entry: Entry): SampleOption | undefined {
	const items = reader.items(entry);
	const values = (items ?? [entry]).map((each) => reader.plain(each, name));
	if (values.includes(refused)) return undefined;
	const isRight = items ? values.every(isText) : isText(values[0]) || isSimple(values[0]);
	if (isRight) return (items ? values : values[0]) as SampleOption;
	reader.note(entry, `\`${name}\` must be a string, a number, true, false or a list of strings`);
	return undefined;
}

function isText(value: unknown): boolean {
	return typeof value === "string" && fieldRules.note(value) === undefined;
}

function isSimple(value: unknown): boolean {
	return typeof value === "boolean" || Number.isFinite(value);
}

/** Event IDs are read as written: `1e5` looks like a number to YAML. */
function readEvents(reader: NodeReader, entry: Entry | undefined, missing: Entry): string[] {
	const eventIds = new Set<string>();
	const items = entry && reader.items(entry);
	if (!items)
		reader.note(entry ?? missing, `\`events\` ${entry ? "must be a list of event IDs" : "is required"}`);
	for (const item of items ?? []) {
		const eventId = reader.written(item, "events");
		if (eventId === refused) continue;
		const wrong = fieldRules.eventId(eventId);
		if (wrong) reader.note(item, `the event ID ${wrong}`);
		else if (eventIds.has(String(eventId)))
			reader.note(item, `event ${JSON.stringify(eventId)} is a duplicate`);
		eventIds.add(String(eventId));
	}
	return [...eventIds];
}
