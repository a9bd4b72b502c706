import { styleText } from "node:util";
import { describeEvidence, describeProvider } from "pulumi-cognito-feedback/internal/cognito";
import type { Statement } from "../statements.ts";
import type { StoredEvent } from "../store/index.ts";
import { table } from "./table.ts";

const head = ["TIME", "RISK", "EVENT", "USER", "FROM", "FEEDBACK"];

/** Formats events as a table for a terminal. The event's ID comes last, where a double click selects it. */
export function eventTable(events: readonly StoredEvent[]): string {
	if (events.length === 0) return "No events.\n";
	const isAnyStated = events.some(({ statement }) => statement);
	const columns = [...head, ...(isAnyStated ? ["USER SAYS"] : []), "EVENT ID"];
	const rows = events.map((event) => {
		const { statement, eventId } = event;
		return [...row(event), ...(isAnyStated ? [statement ? statementText(statement) : ""] : []), eventId];
	});
	return table(columns, rows, (cell, column, row) =>
		column === head.indexOf("RISK") ? coloured(cell, events[row]?.riskLevel) : cell,
	);
}

function row({ username, feedback, ...event }: StoredEvent): string[] {
	const { time, riskLevel, riskDecision, compromisedCredentials, ...rest } = event;
	// Fields with their own columns are omitted from the text.
	const { event: what = "", origin = "" } = describeEvidence(rest);
	return [
		time ? `${time.slice(0, 16).replace("T", " ")}Z` : "",
		words(riskLevel, riskDecision, compromisedCredentials && "compromised credentials"),
		what,
		username,
		origin,
		feedback ? words(feedback.value, feedback.provider && `by ${describeProvider(feedback.provider)}`) : "",
	];
}

function words(...parts: readonly (string | false | undefined)[]): string {
	return parts.filter(Boolean).join(" ");
}

/** In color if the terminal supports it. */
function coloured(text: string, level: string | undefined): string {
	if (level === "High") return styleText("red", text);
	return level === "Medium" ? styleText("yellow", text) : text;
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** A user's statement about an event, with its time in UTC, like all times in the terminal: `not me, 20 Nov 09:12`. */
function statementText({ wasMe, at, sameSession }: Omit<Statement, "eventId">): string {
	const words = `${wasMe ? "me" : "not me"}, ${day.format(new Date(at))} ${at.slice(11, 16)}`;
	return sameSession ? `${words} (same session, no evidence)` : words;
}
