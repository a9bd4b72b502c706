import { styleText } from "node:util";
import { describeEvidence } from "pulumi-cognito-feedback/internal/cognito";
import type { UserEvent } from "../listing/listPool.ts";
import { table } from "./table.ts";

const head = ["TIME", "RISK", "EVENT", "USER", "FROM", "FEEDBACK", "EVENT ID"];

/** Events as a table for a terminal: the event's ID last, where a double click takes it. */
export function eventTable(events: readonly UserEvent[]): string {
	if (events.length === 0) return "No events.\n";
	return table(head, events.map(row), (cell, column, row) =>
		column === head.indexOf("RISK") ? coloured(cell, events[row]?.riskLevel) : cell,
	);
}

function row({ username, eventId, feedback, ...event }: UserEvent): string[] {
	const { time, riskLevel, riskDecision, compromisedCredentials, ...rest } = event;
	// What has a column of its own is left out of the words.
	const { event: what = "", origin = "" } = describeEvidence(rest);
	return [
		time ? `${time.slice(0, 16).replace("T", " ")}Z` : "",
		words(riskLevel, riskDecision, compromisedCredentials && "compromised credentials"),
		what,
		username,
		origin,
		feedback ? words(feedback.value, feedback.provider && `by ${feedback.provider}`) : "",
		eventId,
	];
}

function words(...parts: readonly (string | false | undefined)[]): string {
	return parts.filter(Boolean).join(" ");
}

/** In colour on a terminal that has them, and nowhere else. */
function coloured(text: string, level: string | undefined): string {
	if (level === "High") return styleText("red", text);
	return level === "Medium" ? styleText("yellow", text) : text;
}
