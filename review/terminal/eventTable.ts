import { styleText } from "node:util";
import { describeEvidence, describeProvider } from "pulumi-cognito-feedback/internal/cognito";
import type { Statement } from "../statements.ts";
import type { StoredEvent } from "../store/index.ts";
import { Columns } from "./table.ts";

const titles = ["TIME", "RISK", "EVENT", "USER", "FROM", "FEEDBACK", "USER SAYS", "EVENT ID"];
const riskColumn = titles.indexOf("RISK");

/**
 * Formats events as a table for a terminal; no events have no table. The event's ID comes last, where a double click selects it.
 *
 * @param read Reads the events. They are read twice, because the widths of the columns depend on all of them.
 */
export async function* eventTable(read: () => AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<string> {
	const columns = new Columns(titles.length);
	let isEmpty = true;
	let isAnyStated = false;
	for await (const events of read()) {
		isEmpty = false;
		isAnyStated ||= events.some(({ statement }) => statement);
		for (const event of events) columns.fit(row(event));
	}
	if (isEmpty) return;
	const head = titles.map((title) => (title === "USER SAYS" && !isAnyStated ? "" : title));
	columns.fit(head);
	yield columns.line(head);
	for await (const events of read())
		yield events
			.map((event) =>
				columns.line(row(event), (cell, column) =>
					column === riskColumn ? coloured(cell, event.riskLevel) : cell,
				),
			)
			.join("");
}

function row({ username, feedback, statement, eventId, ...event }: StoredEvent): string[] {
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
		statement ? statementText(statement) : "",
		eventId,
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
