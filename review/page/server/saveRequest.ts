import { feedbackValues, fieldRules } from "pulumi-cognito-feedback/internal/cognito";
import { HttpError } from "pulumi-cognito-feedback/internal/loopback";
import type { Entry, PageDecision, SaveRequest } from "../protocol.ts";

/** Takes nothing for granted of what came over the network. */
export function toSaveRequest(value: unknown): SaveRequest {
	if (!isRecord(value) || typeof value.version !== "string" || !Array.isArray(value.changes))
		throw malformed();
	return { version: value.version, changes: value.changes.map(toChange) };
}

function toChange(value: unknown): Entry<PageDecision | null> {
	if (!isRecord(value) || typeof value.eventId !== "string") throw malformed();
	return {
		eventId: value.eventId,
		decision: value.decision === null ? null : toDecision(value.eventId, value.decision),
	};
}

function toDecision(eventId: string, value: unknown): PageDecision {
	if (!isRecord(value)) throw malformed();
	const { note } = value;
	const feedbackValue = feedbackValues.find((each) => each === value.feedbackValue);
	if (feedbackValue === undefined) throw malformed();
	if (note === undefined) return { feedbackValue };
	if (typeof note !== "string") throw malformed();
	const wrong = fieldRules.note(note);
	if (wrong) throw new HttpError(400, `The note on event ${eventId} ${wrong}.`);
	return { feedbackValue, note };
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(): HttpError {
	return new HttpError(400, "Malformed request.");
}
