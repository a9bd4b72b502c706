import type { Node } from "yaml";
import type { ReviewedEvidence, ReviewedField } from "../cognito/reviewedEvidence.ts";
import { feedbackFields, fieldProblem, reviewedFields } from "../cognito/reviewedEvidence.ts";
import { fieldRules, isFeedbackValue } from "../cognito/rules.ts";
import type { FileDecision } from "./feedbackFile.ts";
import { fileFields } from "./feedbackFile.ts";
import type { Entry, NodeReader } from "./nodeReader.ts";
import { isNull, quotesHint, refused, startOf } from "./nodeReader.ts";
import { loadYaml } from "./yaml.ts";

/** The content of a decision's node. */
interface DecisionNode {
	/** Missing if it breaks a rule, which is recorded. */
	readonly decision?: FileDecision;
	/** The position of the evidence, or of the decision if it has none. */
	readonly at: number;
}

export function readDecision(reader: NodeReader, eventId: string, { at, value }: Entry): DecisionNode {
	const wrong = fieldRules.eventId(eventId);
	if (wrong) reader.note(at, `the event ID ${wrong}`);
	const what = `decision ${JSON.stringify(eventId)}`;
	const fields = reader.entries(value, at, { what, known: fileFields });
	if (!fields) return { at };
	const [username, feedbackValue, note] = textFields.map((name) =>
		reader.field(fields, name, fieldRules[name], at),
	);
	const evidence = readEvidence(reader, fields.get("evidence"));
	const placed = fields.get("evidence")?.at ?? at;
	if (typeof username !== "string" || !isFeedbackValue(feedbackValue)) return { at: placed };
	const decision = {
		username,
		feedbackValue,
		...(typeof note === "string" && { note }),
		...(evidence !== undefined && { evidence }),
	};
	return { decision, at: placed };
}

function readEvidence(reader: NodeReader, entry: Entry | undefined): ReviewedEvidence | undefined {
	if (!entry || isNull(entry.value)) return undefined;
	const { at, value } = entry;
	if (loadYaml().isScalar(value)) {
		const rewrite = "write it as fields, or run `cognito-feedback decide` on the event again";
		reader.note(
			startOf(value) ?? at,
			`\`evidence\` must be a map of fields, not ${reader.kindOf(value)}; ${rewrite}`,
		);
		return undefined;
	}
	const fields = reader.entries(value, at, { what: "`evidence`", known: evidenceNames });
	if (!fields) return undefined;
	const read = evidenceNames.flatMap((name): [ReviewedField, unknown][] => {
		const field = fields.get(name);
		const found = readValue(reader, name, field?.value ?? null, field?.at ?? at);
		if (found === refused) return [];
		const wrong = fieldProblem(name, found);
		const hint = reviewedFields[name] === "boolean" ? "" : quotesHint(found);
		if (wrong) reader.note(startOf(field?.value) ?? field?.at ?? at, `\`${name}\` ${wrong}${hint}`);
		return wrong || found === undefined || found === null ? [] : [[name, found]];
	});
	return Object.fromEntries(read) as unknown as ReviewedEvidence;
}

/** Reads the value of a field of evidence: a scalar, a list of scalars, or feedback. */
function readValue(reader: NodeReader, name: ReviewedField, node: Node | null, at: number): unknown {
	const kind = reviewedFields[name];
	const items = kind === "texts" ? reader.items(node, at) : undefined;
	if (items) {
		const texts = items.map((item) => reader.plain(item, at, name));
		return texts.includes(refused) ? refused : texts;
	}
	if (kind === "feedback" && loadYaml().isMap(node)) {
		const fields = reader.entries(node, at, { what: `\`${name}\``, known: feedbackFields });
		if (!fields) return refused;
		const read = [...fields].map(([key, { at, value }]) => [key, reader.plain(value, at, key)] as const);
		if (read.some(([, value]) => value === refused)) return refused;
		return Object.fromEntries(read.filter(([, value]) => value !== undefined && value !== null));
	}
	return reader.plain(node, at, name);
}

const textFields = ["username", "feedbackValue", "note"] as const;
const evidenceNames = Object.keys(reviewedFields) as ReviewedField[];
