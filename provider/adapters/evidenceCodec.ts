import type { Evidence } from "../cognito/evidence.ts";
import { omitUndefined } from "../cognito/values.ts";
import { NewerStateError } from "./stepError.ts";

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
