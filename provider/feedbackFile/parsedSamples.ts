import type { Node } from "yaml";
import { fieldRules } from "../cognito/rules.ts";
import type { Entry, NodeReader } from "./nodeReader.ts";
import { isNull, refused, startOf } from "./nodeReader.ts";
import type { Sample, SampleOption } from "./sample.ts";
import { sampleFields, sampleRules } from "./sample.ts";

/** Reads the samples of a file, and records their mistakes. */
export function readSamples(reader: NodeReader, { at, value }: Entry): Sample[] {
	if (isNull(value)) return [];
	const items = reader.items(value, at);
	if (items) return items.flatMap((item) => readSample(reader, item, startOf(item) ?? at) ?? []);
	reader.note(startOf(value) ?? at, `\`samples\` is ${reader.kindOf(value)}: expected a list of samples`);
	return [];
}

function readSample(reader: NodeReader, node: Node, at: number): Sample | undefined {
	const fields = reader.entries(node, at, { what: "the sample", known: sampleFields });
	if (!fields) return undefined;
	const found = reader.findings.length;
	const values = Object.entries(sampleRules).map(([name, rule]) => {
		const isText = !["population", "size", "seed", "blind"].includes(name);
		return [name, reader.field(fields, name, rule, at, isText)];
	});
	const filter = readFilter(reader, fields.get("filter"));
	const events = readEvents(reader, fields.get("events"), at);
	// An invalid field was recorded, so the file is rejected.
	if (reader.findings.length > found) return undefined;
	const present = [...values, ["filter", filter], ["events", events]].filter(
		([, value]) => value !== undefined,
	);
	return Object.fromEntries(present) as unknown as Sample;
}

function readFilter(reader: NodeReader, entry: Entry | undefined): Sample["filter"] {
	if (!entry || isNull(entry.value)) return undefined;
	const options = reader.entries(entry.value, entry.at, {
		what: "`filter`",
		expected: "options, each with its value",
	});
	const read = [...(options ?? [])].flatMap(([name, { at, value }]): [string, SampleOption][] => {
		const option = readOption(reader, name, value, at);
		return option === undefined ? [] : [[name, option]];
	});
	return Object.fromEntries(read);
}

function readOption(
	reader: NodeReader,
	name: string,
	node: Node | null,
	at: number,
): SampleOption | undefined {
	const items = reader.items(node, at);
	const values = (items ?? [node]).map((each) => reader.plain(each, at, name));
	if (values.includes(refused)) return undefined;
	const isRight = items ? values.every(isText) : isText(values[0]) || isSimple(values[0]);
	if (isRight) return (items ? values : values[0]) as SampleOption;
	reader.note(
		startOf(node) ?? at,
		`\`${name}\` must be a string, a number, true, false or a list of strings`,
	);
	return undefined;
}

function isText(value: unknown): boolean {
	return typeof value === "string" && fieldRules.note(value) === undefined;
}

function isSimple(value: unknown): boolean {
	return typeof value === "boolean" || Number.isFinite(value);
}

/** Event IDs are read as written: `1e5` looks like a number to YAML. */
function readEvents(reader: NodeReader, entry: Entry | undefined, owner: number): string[] {
	const items = entry && reader.items(entry.value, entry.at);
	if (!items) {
		const where = startOf(entry?.value) ?? entry?.at ?? owner;
		reader.note(where, `\`events\` ${entry ? "must be a list of event IDs" : "is required"}`);
		return [];
	}
	const eventIds = new Set<string>();
	for (const item of items) {
		const at = startOf(item) ?? entry.at;
		const eventId = reader.written(item, at, "events");
		if (eventId === refused) continue;
		const wrong = fieldRules.eventId(eventId);
		if (wrong) reader.note(at, `the event ID ${wrong}`);
		else if (eventIds.has(String(eventId)))
			reader.note(at, `event ${JSON.stringify(eventId)} is a duplicate`);
		eventIds.add(String(eventId));
	}
	return [...eventIds];
}
