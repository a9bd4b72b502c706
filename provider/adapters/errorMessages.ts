import type { CognitoError, Failure } from "../cognito/cognitoError.ts";
import type { ConnectionWords } from "../cognito/explain.ts";
import { explain, explainNotFound, subjectOf } from "../cognito/explain.ts";
import { printableLines, quoted } from "../cognito/printable.ts";
import type { EventName, FailedEvent, Missing, PartialFailure, Refusal } from "../lifecycle/notices.ts";

/** The maximum number of events that a message names. */
export const maxNamed = 20;

/** Words the reason why a step was refused. */
export function refusalText(refusal: Refusal, words: ConnectionWords): string {
	switch (refusal.kind) {
		case "missing":
			return missingText(refusal.event, refusal.missing, words);
		case "unreadable":
			return `${subjectOf(refusal.event)} cannot be read, because the credentials may not list its user's events. Grant the IAM action cognito-idp:AdminListUserAuthEvents.`;
		case "invalidId":
			return `invalid ID ${quoted(refusal.id)}; expected \`<userPoolId>/<eventId>\`.`;
		case "invalidUsername":
			return `${subjectOf(refusal.event)}: \`username\` ${refusal.reason}.`;
		case "invalidImportId":
			return "invalid import ID; expected `<userPoolId>/<eventId>/<username>`, such as `eu-central-1_AbCdEf123/6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841/alice`.";
		case "noUsername":
			return `${subjectOf(refusal.event)}: \`username\` is missing. Pass it to \`AuthEventFeedback.get\`, or to import the event use the ID \`<userPoolId>/<eventId>/<username>\`.`;
		case "nothingToImport":
			return `${subjectOf(refusal.event)} has no feedback to import. Declare the decision instead; \`pulumi up\` submits it.`;
		case "setNotImportable":
			return "a set cannot be imported or read by ID, because Cognito does not record which decisions belong to it. Declare the decisions instead; existing administrator feedback is adopted without a request.";
	}
}

/** Words the failure of a request: what failed, where, and how to fix it. */
export function errorText({ failure }: CognitoError, words: ConnectionWords): string {
	return failureText(failure, words);
}

/** The reasons that Pulumi prints for a partial failure: one for all events that failed alike. */
export function partialFailureReasons(
	{ failed, total }: PartialFailure<unknown>,
	isSet: boolean,
	words: ConnectionWords,
): [string, ...string[]] {
	const [first] = failed;
	if (!isSet && first)
		return [printableLines(failureText({ ...first.failure, eventId: first.eventId }, words))];
	const message = `${failed.length} of ${total} decisions could not be submitted. Pulumi's state holds the others; the next \`pulumi up\` submits the rest.`;
	return [message, ...reasonsFor(failed, words)];
}

function reasonsFor(failed: readonly FailedEvent[], words: ConnectionWords): string[] {
	const byReason = Map.groupBy(failed, ({ failure }) => printableLines(explain(failure, words)));
	return [...byReason].map(([reason, alike]) => {
		const ids = alike.map(({ eventId }) => eventId);
		const named = ids.slice(0, maxNamed).join(", ");
		return `${ids.length === 1 ? "event" : `${ids.length} events:`} ${named}${more(ids.length)}: ${reason}`;
	});
}

/** ` and 40 more`, if not all are named. */
export function more(count: number, most = maxNamed): string {
	return count > most ? ` and ${count - most} more` : "";
}

/** Words a failure. */
export function failureText(failure: Failure, words: ConnectionWords): string {
	return `${subjectOf(failure)}: ${explain(failure, words)}`;
}

/** Words the reason why an event was not found. */
export function missingText(event: EventName, missing: Missing, words: ConnectionWords): string {
	if (missing.outcome === "notFound") return explainNotFound(event, missing, words);
	return `${subjectOf(event)}: ${explain(missing.error.failure, words)}`;
}
