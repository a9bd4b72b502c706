import type {
	AuthEventType,
	ChallengeResponseType,
	EventFeedbackType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AuthEvent, Feedback } from "./authEvent.ts";
import { printable } from "./printable.ts";
import type { Defined } from "./values.ts";
import { mapDefined } from "./values.ts";

/** Converts the SDK's event; `undefined` if it has no ID. */
export function toAuthEvent(event: AuthEventType): AuthEvent | undefined {
	const { EventId, EventRisk: risk, EventContextData: place, EventFeedback, ChallengeResponses } = event;
	if (!EventId) return undefined;
	return present({
		eventId: EventId,
		type: event.EventType,
		time: isoTime(event.CreationDate),
		response: event.EventResponse,
		riskDecision: risk?.RiskDecision,
		riskLevel: risk?.RiskLevel,
		compromisedCredentials: risk?.CompromisedCredentialsDetected,
		ipAddress: place?.IpAddress,
		device: place?.DeviceName,
		city: place?.City,
		country: place?.Country,
		timeZone: place?.Timezone,
		challenges: toChallenges(ChallengeResponses),
		feedback: EventFeedback?.FeedbackValue ? toFeedback(EventFeedback) : undefined,
	});
}

function toChallenges(responses: readonly ChallengeResponseType[] = []): string[] | undefined {
	const challenges = responses.map((each) =>
		[each.ChallengeName, each.ChallengeResponse].filter(Boolean).join(": "),
	);
	const named = challenges.filter((challenge) => challenge !== "");
	return named.length > 0 ? named : undefined;
}

function toFeedback({ FeedbackValue, Provider, FeedbackDate }: EventFeedbackType): Feedback {
	return present({ value: FeedbackValue as string, provider: Provider, date: isoTime(FeedbackDate) });
}

/** A time to the second, as Cognito's console shows it. An invalid date, or one after the year 9999, is omitted. */
function isoTime(date: Date | undefined): string | undefined {
	if (!date || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return undefined;
	return date.toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Omits empty fields: Cognito returns missing, null and empty ones, and places named `null`. */
function present<T extends object>(fields: T): Defined<T> {
	return mapDefined(fields, (value) => (isPresent(value) ? safe(value) : undefined)) as Defined<T>;
}

function isPresent(value: unknown): boolean {
	return value !== null && value !== "" && value !== "null";
}

/** Makes a value safe to print: much of an event comes from the device that signed in, which an attacker controls. */
function safe(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(safe);
	return typeof value === "string" ? printable(value) : value;
}
