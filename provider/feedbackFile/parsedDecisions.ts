import type { Node } from "yaml";
import { isRegionName } from "../cognito/connection.ts";
import type { ReviewedEvidence, ReviewedField } from "../cognito/reviewedEvidence.ts";
import { feedbackFields, fieldProblem, reviewedFields } from "../cognito/reviewedEvidence.ts";
import { fieldRules, isFeedbackValue } from "../cognito/rules.ts";
import type { ParsedFile } from "./document.ts";
import { parseYaml } from "./document.ts";
import type { Mistake } from "./errors.ts";
import type { FileDecision } from "./feedbackFile.ts";
import { fileFields, topFields } from "./feedbackFile.ts";
import type { Entry } from "./nodeReader.ts";
import { isNull, NodeReader, quotesHint, refused, startOf } from "./nodeReader.ts";
import { readSamples } from "./parsedSamples.ts";
import { yamlProblem } from "./problems.ts";
import type { Sample } from "./sample.ts";
import { loadYaml } from "./yaml.ts";

/** What a text means as a decisions file, and everything that is wrong with it. */
export class ParsedDecisions {
	readonly userPoolId: string = "";
	readonly region: string | undefined;
	readonly decisions = new Map<string, FileDecision>();
	readonly lines = new Map<string, number>();
	readonly samples: readonly Sample[] = [];
	readonly #reader: NodeReader;
	readonly #file: ParsedFile;
	readonly #yaml = loadYaml();

	constructor(text: string) {
		this.#reader = new NodeReader(text, freeText);
		this.#file = parseYaml(text);
		const { document } = this.#file;
		const conflict = /^(<{7}|\|{7}|={7}|>{7})( .*)?\r?$/m.exec(text);
		if (conflict)
			this.#reader.note(
				conflict.index,
				"unresolved merge conflict; keep the decisions of both sides and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`",
			);
		else
			for (const error of [...document.errors, ...document.warnings])
				this.#reader.note(error.pos[0], yamlProblem(error, text));
		// What follows from a text that is no YAML would only distract.
		if (this.#reader.findings.length > 0) return;
		const root = this.#reader.entries(document.contents, 0, { what: "the file", known: topFields });
		if (!root) return;
		this.userPoolId = String(this.#reader.field(root, "userPoolId", fieldRules.userPoolId, 0) ?? "");
		const region = this.#reader.field(root, "region", regionProblem, 0);
		if (typeof region === "string") this.region = region;
		this.#readDecisions(root);
		const samples = root.get("samples");
		if (samples) this.samples = readSamples(this.#reader, samples);
	}

	/** In the order of the text. */
	get mistakes(): Mistake[] {
		const sorted = this.#reader.findings.toSorted((one, other) => one.at - other.at);
		return sorted.map(({ at, message }) => {
			const { line, col } = this.#file.lines.linePos(at);
			// Of an empty text the library knows no line.
			return { line: Math.max(line, 1), column: Math.max(col, 1), message };
		});
	}

	#readDecisions(root: ReadonlyMap<string, Entry>): void {
		const entry = root.get("decisions");
		if (!entry) this.#reader.note(0, "`decisions` is required");
		// Empty as an editor leaves it when the last decision is taken out.
		if (!entry || isNull(entry.value)) return;
		const decisions = this.#reader.entries(entry.value, entry.at, {
			what: "`decisions`",
			expected: "event IDs, each with its decision",
		});
		for (const [eventId, { at, value }] of decisions ?? []) {
			const wrong = fieldRules.eventId(eventId);
			if (wrong) this.#reader.note(at, `the event ID ${wrong}`);
			this.#readDecision(eventId, at, value);
		}
	}

	#readDecision(eventId: string, at: number, value: Node | null): void {
		const what = `decision ${JSON.stringify(eventId)}`;
		const fields = this.#reader.entries(value, at, { what, known: fileFields });
		if (!fields) return;
		const [username, feedbackValue, note] = textFields.map((name) =>
			this.#reader.field(fields, name, fieldRules[name], at),
		);
		const evidence = this.#evidence(fields.get("evidence"));
		this.lines.set(eventId, this.#file.lines.linePos(fields.get("evidence")?.at ?? at).line);
		if (typeof username !== "string" || !isFeedbackValue(feedbackValue)) return;
		this.decisions.set(eventId, {
			username,
			feedbackValue,
			...(typeof note === "string" && { note }),
			...(evidence !== undefined && { evidence }),
		});
	}

	#evidence(entry: Entry | undefined): ReviewedEvidence | undefined {
		if (!entry || isNull(entry.value)) return undefined;
		const { at, value } = entry;
		if (this.#yaml.isScalar(value)) {
			const rewrite = "write it as fields, or run `cognito-feedback decide` on the event again";
			this.#reader.note(
				startOf(value) ?? at,
				`\`evidence\` must be a map of fields, not ${this.#reader.kindOf(value)}; ${rewrite}`,
			);
			return undefined;
		}
		const fields = this.#reader.entries(value, at, { what: "`evidence`", known: evidenceNames });
		if (!fields) return undefined;
		const read = evidenceNames.flatMap((name): [ReviewedField, unknown][] => {
			const field = fields.get(name);
			const found = this.#value(name, field?.value ?? null, field?.at ?? at);
			if (found === refused) return [];
			const wrong = fieldProblem(name, found);
			const hint = reviewedFields[name] === "boolean" ? "" : quotesHint(found);
			if (wrong) this.#reader.note(startOf(field?.value) ?? field?.at ?? at, `\`${name}\` ${wrong}${hint}`);
			return wrong || found === undefined || found === null ? [] : [[name, found]];
		});
		return Object.fromEntries(read) as unknown as ReviewedEvidence;
	}

	/** What stands in a field of evidence: a scalar, a list of them, or feedback. */
	#value(name: ReviewedField, node: Node | null, at: number): unknown {
		const kind = reviewedFields[name];
		const items = kind === "texts" ? this.#reader.items(node, at) : undefined;
		if (items) {
			const texts = items.map((item) => this.#reader.plain(item, at, name));
			return texts.includes(refused) ? refused : texts;
		}
		if (kind === "feedback" && this.#yaml.isMap(node)) {
			const fields = this.#reader.entries(node, at, { what: `\`${name}\``, known: feedbackFields });
			if (!fields) return refused;
			const read = [...fields].map(
				([key, { at, value }]) => [key, this.#reader.plain(value, at, key)] as const,
			);
			if (read.some(([, value]) => value === refused)) return refused;
			return Object.fromEntries(read.filter(([, value]) => value !== undefined && value !== null));
		}
		return this.#reader.plain(node, at, name);
	}
}

const textFields = ["username", "feedbackValue", "note"] as const;
const evidenceNames = Object.keys(reviewedFields) as ReviewedField[];

/** Fields that may hold any text. */
const freeText: ReadonlySet<string> = new Set(["note", ...evidenceNames]);

function regionProblem(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	return typeof value === "string" && isRegionName(value)
		? undefined
		: "is not the name of an AWS Region, such as `eu-central-1`";
}
