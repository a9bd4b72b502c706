import type { Evidence } from "../cognito/evidence.ts";
import type { ReviewedEvidence } from "../cognito/reviewedEvidence.ts";
import { mapDefined, omitUndefined } from "../cognito/values.ts";
import type {
	CheckedDecision,
	CheckedMember,
	DecisionSet,
	Declared,
	DeclaredSet,
	DeclaredSingle,
	Reviewed,
	StoredDecision,
	StoredMember,
} from "../lifecycle/decision.ts";
import { unknown } from "../lifecycle/decision.ts";
import { NewerStateError } from "./stepError.ts";

/** The properties of a resource as Pulumi passes them, before they are parsed. */
export type Properties = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is Properties {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Names that begin with two underscores are Pulumi's own or an adapter's: users neither write nor see them. */
export function isInternal(name: string): boolean {
	return name.startsWith("__");
}

/** What Pulumi's engine sends in place of a value that is known only after `pulumi up`. */
export const unknownProperty = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** How the values of a resource type are properties. Inputs are decoded once a check has passed them. */
export interface Codec<Declared, Known, Stored> {
	/** Inputs as far as they are known. */
	decode(inputs: Properties): Declared;
	/** Inputs in `pulumi up`, where nothing is unknown. */
	decodeKnown(inputs: Properties): Known;
	/** State; of a resource that is read or imported, what the program knows of it. */
	decodeStored(outputs: Properties): Partial<Stored>;
	encode(value: Declared | Known | Stored): Properties;
}

export const singleCodec: Codec<DeclaredSingle, CheckedDecision, StoredDecision> = {
	decode: (inputs) => decodeDecision(inputs) as DeclaredSingle,
	decodeKnown: (inputs) => decodeDecision(inputs) as CheckedDecision,
	decodeStored: (outputs) => decodeDecision(outputs) as Partial<StoredDecision>,
	encode: ({ userPoolId, username, eventId, feedbackValue, note, evidence, ...recorded }) =>
		toProperties({ userPoolId, username, eventId, feedbackValue, note, event: evidence, ...recorded }),
};

export const setCodec: Codec<DeclaredSet, DecisionSet<CheckedMember>, DecisionSet<StoredMember>> = {
	decode: (inputs) => decodeSet(inputs) as DeclaredSet,
	decodeKnown: (inputs) => decodeSet(inputs) as DecisionSet<CheckedMember>,
	decodeStored: (outputs) => decodeSet(outputs) as Partial<DecisionSet<StoredMember>>,
	encode: ({ userPoolId, decisions }) =>
		toProperties({
			userPoolId,
			decisions:
				decisions === unknown
					? unknown
					: Object.fromEntries(
							[...decisions].map(([eventId, member]) => [
								eventId,
								member === unknown ? unknownProperty : encodeMember(member),
							]),
						),
		}),
};

function decodeDecision({
	userPoolId,
	username,
	eventId,
	feedbackValue,
	note,
	event,
	feedbackDate,
	feedbackProvider,
}: Properties): object {
	const evidence = event as Evidence | undefined;
	return fromProperties({
		userPoolId,
		username,
		eventId,
		feedbackValue,
		note,
		evidence,
		feedbackDate,
		feedbackProvider,
	});
}

function decodeSet({ userPoolId, decisions }: Properties): object {
	if (!isMap(decisions)) return fromProperties({ userPoolId, decisions });
	const members = Object.entries(decisions).map(
		([eventId, member]) => [eventId, decodeMember(member)] as const,
	);
	return fromProperties({ userPoolId, decisions: new Map(members) });
}

function decodeMember(member: unknown) {
	if (!isMap(member)) return unknown;
	const { username, feedbackValue, note, event } = member;
	const evidence = typeof event === "string" ? decodeEvidence(event) : undefined;
	return fromProperties({ username, feedbackValue, note, evidence, reviewed: decodeReviewed(member) });
}

/** What is known of a reviewer's evidence: a field that is known only after `pulumi up` is left out. */
function decodeReviewed({ evidence, __place: place }: Properties): Reviewed | undefined {
	if (!isMap(evidence)) return undefined;
	const fields = Object.entries(evidence).filter(([, value]) => value !== unknownProperty && value !== null);
	return {
		evidence: Object.fromEntries(fields) as unknown as ReviewedEvidence,
		...(typeof place === "string" && { place }),
	};
}

/** In one order of fields: two texts of the same JSON would be a change to Pulumi. */
function encodeMember({
	username,
	feedbackValue,
	note,
	evidence,
}: Partial<Declared<StoredMember>>): Properties {
	const event = evidence && encodeEvidence(evidence as Evidence);
	return toProperties({ username, feedbackValue, note, event });
}

/** Values as the lifecycle has them: what Pulumi does not know yet is {@link unknown}. */
function fromProperties(properties: Properties): Properties {
	return mapDefined(properties, (value) => (value === unknownProperty ? unknown : value));
}

function toProperties(values: Properties): Properties {
	return mapDefined(values, (value) => (value === unknown ? unknownProperty : value));
}

/**
 * Evidence as state holds it, that of a set's decision and in outputs that of a single one: one string, because thousands of
 * nested fields make a state that is slow to write and an unreadable preview. A value each, in this order, empty where one is
 * missing; the challenges are the rest:
 *
 * `SignIn; 2026-11-20T08:14Z; High; AccountTakeover; 203.0.113.7; Berlin; Germany; Chrome 141, Windows 11`
 *
 * A `\` stands before each `;` and `\` within a value. A later format is to begin with `\` and its number, with which no
 * text of this one begins.
 */
export function encodeEvidence(evidence: Evidence): string {
	const { compromisedCredentials, priorFeedback, challenges = [] } = evidence;
	const values = [
		evidence.type,
		evidence.time,
		evidence.riskLevel,
		evidence.riskDecision,
		evidence.ipAddress,
		evidence.city,
		evidence.country,
		evidence.device,
		evidence.response,
		compromisedCredentials === undefined ? undefined : String(compromisedCredentials),
		priorFeedback?.value,
		priorFeedback?.provider,
		priorFeedback?.date,
		evidence.timeZone,
		...challenges,
	];
	const last = values.findLastIndex((value) => value !== undefined);
	const parts = values.slice(0, last + 1).map((value = "") => value.replace(/[;\\]/g, "\\$&"));
	return parts.join("; ");
}

/** @throws NewerStateError if a later version of this package wrote it. */
export function decodeEvidence(text: string): Evidence {
	if (/^\\\d/.test(text)) throw new NewerStateError();
	const values = split(text).map((value) => (value === "" ? undefined : value));
	const [type, time, riskLevel, riskDecision, ipAddress, city, country, device, response, compromised] =
		values;
	const [value, provider, date, timeZone, ...challenges] = values.slice(10);
	// In the order of fields that new evidence has: as JSON it is the same text.
	return omitUndefined({
		type,
		time,
		response,
		riskDecision,
		riskLevel,
		compromisedCredentials: compromised === undefined ? undefined : compromised === "true",
		ipAddress,
		device,
		city,
		country,
		timeZone,
		challenges: challenges.length > 0 ? challenges.map((each = "") => each) : undefined,
		priorFeedback: value === undefined ? undefined : omitUndefined({ value, provider, date }),
	});
}

/** The values in a text. Read from its beginning, since a device may be called anything: as many `\` as it likes. */
function split(text: string): string[] {
	const values = [""];
	for (const [part] of text.matchAll(/; |[^\\;]+|\\?./gs)) {
		if (part === "; ") values.push("");
		else values[values.length - 1] += part.replace(/^\\(?=[;\\])/, "");
	}
	return values;
}
