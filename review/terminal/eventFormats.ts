import { styleText } from "node:util";
import { describeEvidence, describeProvider, printable } from "pulumi-cognito-feedback/internal/cognito";
import type { UserEvent } from "../listing/listPool.ts";
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
function statementText({ at, sameSession, ...said }: Omit<Statement, "eventId">): string {
	const words = `${saying(said)}, ${day.format(new Date(at))} ${at.slice(11, 16)}`;
	return sameSession ? `${words} (same session, no evidence)` : words;
}

/** Characters that control a terminal; JSON escapes only some of them. */
const control = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** Formats events as a JSON array with one event per line, for both `jq` and `grep`. */
export async function* eventsAsJson(batches: AsyncIterable<readonly UserEvent[]>): AsyncGenerator<string> {
	let isEmpty = true;
	for await (const events of batches) {
		yield `${isEmpty ? "[" : ","}\n${events.map(toLine).join(",\n")}`;
		isEmpty = false;
	}
	yield isEmpty ? "[]\n" : "\n]\n";
}

export async function* eventsAsJsonLines(
	batches: AsyncIterable<readonly UserEvent[]>,
): AsyncGenerator<string> {
	for await (const events of batches) yield events.map((event) => `${toLine(event)}\n`).join("");
}

function toLine(event: UserEvent): string {
	const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
	return JSON.stringify(event).replace(control, escaped);
}

/** Formats events as CSV with a header, for a spreadsheet. Source: RFC 4180. */
export async function* eventsAsCsv(batches: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<string> {
	yield `${Object.keys(fields({ username: "", eventId: "" })).join(",")}\n`;
	const toRow = (event: StoredEvent) => `${Object.values(fields(event)).map(csvCell).join(",")}\n`;
	for await (const events of batches) yield events.map(toRow).join("");
}

/** The fields of an event in CSV, in the order of the columns. */
function fields(event: StoredEvent): Readonly<Record<string, unknown>> {
	const { username, eventId, time, type, response, riskLevel, riskDecision, compromisedCredentials } = event;
	const { ipAddress, city, country, timeZone, device, challenges, feedback, statement } = event;
	return {
		...{ username, eventId, time, type, response, riskLevel, riskDecision, compromisedCredentials },
		...{ ipAddress, city, country, timeZone, device },
		challenges: challenges?.join("; "),
		feedback: feedback?.value,
		feedbackProvider: feedback?.provider,
		feedbackDate: feedback?.date,
		userSays: statement && saying(statement),
		userSaidAt: statement?.at,
		sameSession: statement?.sameSession,
	};
}

/** Users choose the names of their devices: a spreadsheet must not interpret one as a formula. */
function csvCell(value: unknown): string {
	if (value === undefined) return "";
	const text = printable(String(value));
	const safe = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFFFD]/u.test(text) ? `'${text}` : text;
	return /[",\n]|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function saying({ wasMe }: Pick<Statement, "wasMe">): string {
	return wasMe ? "me" : "not me";
}
