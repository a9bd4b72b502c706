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

/**
 * Whether a property belongs to Pulumi or to an adapter. Such names begin with two underscores; users neither write nor see
 * them.
 */
export function isInternal(name: string): boolean {
	return name.startsWith("__");
}

/** What Pulumi's engine sends for a value that is known only after `pulumi up`. */
export const unknownProperty = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Converts between properties and the typed values of a resource type. Inputs are decoded only after a check accepted them. */
export interface Codec<Declared, Known, Stored> {
	/** Decodes inputs, some of which may be unknown during a preview. */
	decode(inputs: Properties): Declared;
	/** Decodes inputs during `pulumi up`, when every value is known. */
	decodeKnown(inputs: Properties): Known;
	/** Decodes state. For a resource that is read or imported, state holds only what the program or the ID provides. */
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

/** Decodes a reviewer's evidence, without the fields that are known only after `pulumi up`. */
function decodeReviewed({ evidence, __place: place }: Properties): Reviewed | undefined {
	if (!isMap(evidence)) return undefined;
	const fields = Object.entries(evidence).filter(([, value]) => value !== unknownProperty && value !== null);
	return {
		evidence: Object.fromEntries(fields) as unknown as ReviewedEvidence,
		...(typeof place === "string" && { place }),
	};
}

/** The order of the fields is fixed: Pulumi would show the same JSON with another order as a change. */
function encodeMember({
	username,
	feedbackValue,
	note,
	evidence,
}: Partial<Declared<StoredMember>>): Properties {
	const event = evidence && encodeEvidence(evidence as Evidence);
	return toProperties({ username, feedbackValue, note, event });
}

/** Replaces Pulumi's placeholder for unknown values with {@link unknown}. */
function fromProperties(properties: Properties): Properties {
	return mapDefined(properties, (value) => (value === unknownProperty ? unknown : value));
}

function toProperties(values: Properties): Properties {
	return mapDefined(values, (value) => (value === unknown ? unknownProperty : value));
}

/**
 * Encodes evidence for state as one string, for each decision of a set and for the outputs of a single decision: thousands of
 * nested fields make state slow to write and previews unreadable. The fields have a fixed order, and a missing one is empty;
 * the challenges come last:
 *
 * `SignIn; 2026-11-20T08:14Z; High; AccountTakeover; 203.0.113.7; Berlin; Germany; Chrome 141, Windows 11`
 *
 * A `\` escapes each `;` and `\` within a value. A later format must begin with `\` and its number: no text in this format
 * begins that way.
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
	// The same order of fields as new evidence has, so that both give the same JSON.
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

/** Splits a text into its values. It is read from the beginning, because a device's name may end in any number of `\`. */
function split(text: string): string[] {
	const values = [""];
	for (const [part] of text.matchAll(/; |[^\\;]+|\\?./gs)) {
		if (part === "; ") values.push("");
		else values[values.length - 1] += part.replace(/^\\(?=[;\\])/, "");
	}
	return values;
}
