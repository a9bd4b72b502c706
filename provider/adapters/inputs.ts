import { isDeepStrictEqual } from "node:util";
import { isPrintable, quoted, shortened } from "../cognito/printable.ts";
import { evidenceProblems } from "../cognito/reviewedEvidence.ts";
import type { DecisionField } from "../cognito/rules.ts";
import { fieldRules, unknownNames } from "../cognito/rules.ts";
import { decisionFields, memberFields } from "../lifecycle/decision.ts";
import type { Resource } from "../lifecycle/run.ts";
import type { Properties } from "./codecs.ts";
import { isInternal, isMap, unknownProperty } from "./codecs.ts";
import { reservedKey } from "./reservedKeys.ts";

/** What Pulumi prints for a rejected input. */
export interface InputFailure {
	/** The property concerned. Omitted if its value must not be printed: Pulumi prints it even if it is secret. */
	readonly property?: string;
	readonly reason: string;
}

/** The inputs that passed the rules, and the failures of the others. */
export interface Inputs {
	/** The inputs to look up; `undefined` if there are none. */
	readonly valid: Properties | undefined;
	readonly failures: readonly InputFailure[];
}

/** Parses the inputs of a single decision. */
export function parseDecision(olds: Properties, inputs: Properties, resource: Resource): Inputs {
	const news = declaredOf(olds, inputs);
	const failures = [
		...brokenRules(decisionFields, news, resource),
		...unknownProperties(decisionFields, news),
	];
	return { valid: failures.length === 0 ? news : undefined, failures };
}

/**
 * Parses the inputs of a set. If some decisions are invalid, the others are still looked up, so that all failures show at once.
 */
export function parseSet(olds: Properties, news: Properties, resource: Resource): Inputs {
	const ofSet = [
		...brokenRules(["userPoolId"], news, resource),
		...unknownProperties(["userPoolId", "decisions"], news),
		...mapFailures(news.decisions),
		...sizeFailures(news.decisions),
	];
	const { userPoolId, decisions } = news;
	if (!isMap(decisions)) return { valid: ofSet.length === 0 ? news : undefined, failures: ofSet };
	const before = isMap(olds.decisions) ? olds.decisions : {};
	const failures = [...ofSet];
	const valid: [string, unknown][] = [];
	for (const [eventId, declared] of Object.entries(decisions)) {
		const old = before[eventId];
		const member = isMap(declared) && isMap(old) ? declaredOf(old, declared) : declared;
		const wrong = memberFailures({ userPoolId, eventId, member }, resource);
		if (wrong.length === 0) valid.push([eventId, member]);
		failures.push(...wrong.map((reason) => ofMember(eventId, reason)));
	}
	const isSetRight = ofSet.length === 0;
	return { valid: isSetRight ? { ...news, decisions: Object.fromEntries(valid) } : undefined, failures };
}

/** A failure of one decision of a set. It names no property, because Pulumi would print the whole map. */
export function ofMember(eventId: string, reason: string): InputFailure {
	return { reason: `decisions[${quoted(eventId)}]: ${reason}` };
}

/**
 * The inputs that a program declares. Pulumi repeats the evidence of state in an import and with `ignoreChanges`. Anywhere
 * else, a program must not pass evidence, and it is rejected as unknown.
 */
function declaredOf(olds: Properties, news: Properties): Properties {
	if (news.event === undefined || !isDeepStrictEqual(news.event, olds.event)) return news;
	const { event: _, ...declared } = news;
	return declared;
}

/** Every rule of the API model that these fields of a decision break. Unknown values break none. */
function brokenRules(
	fields: readonly DecisionField[],
	inputs: Properties,
	resource: Resource,
): InputFailure[] {
	return fields.flatMap((field) => {
		const value = inputs[field];
		if (value === unknownProperty) return [];
		const wrong = fieldRules[field](value) ?? unprintable(field, value, resource);
		if (wrong === undefined) return [];
		const reason = `\`${field}\` ${wrong}`;
		return [mayPrint(field, value, resource) ? { property: field, reason } : { reason }];
	});
}

/** Users choose their usernames when they sign up, so one may be valid for the API and still make Pulumi's CLI fail. */
function unprintable(field: DecisionField, value: unknown, { isSecret }: Resource): string | undefined {
	if (field !== "username" || isSecret || isPrintable(String(value))) return undefined;
	return "has `<`, `{` and `%` in a row, which the Pulumi CLI treats as a color tag; use the user's `sub` instead, or pass the username as a secret";
}

/**
 * Whether a failure may name its property, since Pulumi then prints the value. Not for a username, which is personal data, not
 * if the program marked anything as secret, and not for a value that would control or flood a terminal.
 */
function mayPrint(field: DecisionField, value: unknown, { isSecret }: Resource): boolean {
	if (field === "username" || isSecret) return false;
	if (typeof value !== "string") return ["number", "boolean"].includes(typeof value);
	return shortened(value) === value && isPrintable(value);
}

/** Reports every unknown property by name, so that a misspelled one is not ignored. */
export function unknownProperties(known: readonly string[], inputs: Properties): InputFailure[] {
	const given = Object.keys(inputs).filter((name) => !isInternal(name));
	return unknownNames(known, given).map((reason) => ({ reason }));
}

/** The properties of a set's decision that a program may declare. */
const declaredFields = [...memberFields, "evidence"];

function knownFields(evidence: unknown): unknown {
	if (!isMap(evidence)) return evidence;
	const source = evidence.source === unknownProperty ? { source: "api" } : {};
	const known = Object.entries(evidence).filter(([, value]) => value !== unknownProperty);
	return { ...Object.fromEntries(known), ...source };
}

/**
 * The maximum size of a set, in bytes. When a part of a set failed, Pulumi receives the set in a message of at most 16 MB,
 * encoded. Above that, state would keep nothing of what Cognito recorded.
 */
const maxSetSize = 8_000_000;
/** The size that evidence adds to a decision. */
const evidenceSize = 300;

function sizeFailures(decisions: unknown): InputFailure[] {
	if (!isMap(decisions)) return [];
	// The reviewer's evidence does not count: it is compared and not kept.
	const kept = Object.entries(decisions).map(([eventId, decision]) => [
		eventId,
		isMap(decision) ? { ...decision, evidence: undefined } : decision,
	]);
	const size = Buffer.byteLength(JSON.stringify(kept)) + kept.length * evidenceSize;
	if (size <= maxSetSize) return [];
	const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
	return [
		{
			reason: `\`decisions\` take ${megabytes(size)} MB with their evidence; expected at most ${megabytes(maxSetSize)} MB, which Pulumi can report in full. Shorten the notes, or split the set`,
		},
	];
}

function mapFailures(decisions: unknown): InputFailure[] {
	if (decisions === unknownProperty || isMap(decisions)) return [];
	const wrong = decisions === undefined ? "is required" : "is not a map";
	return [{ reason: `\`decisions\` ${wrong}; expected decisions by event ID` }];
}

function memberFailures(
	{ userPoolId, eventId, member }: { userPoolId: unknown; eventId: string; member: unknown },
	resource: Resource,
): string[] {
	if (member === unknownProperty) return reservedKey(eventId);
	if (!isMap(member))
		return [
			`is not a decision; expected an object with ${declaredFields.map((field) => `\`${field}\``).join(", ")}`,
		];
	return [
		...brokenRules(["eventId", ...memberFields], { ...member, userPoolId, eventId }, resource).map(
			({ reason }) => reason,
		),
		...unknownProperties(declaredFields, member).map(({ reason }) => reason),
		...(member.evidence === unknownProperty ? [] : evidenceProblems(knownFields(member.evidence))),
		...reservedKey(eventId),
	];
}
