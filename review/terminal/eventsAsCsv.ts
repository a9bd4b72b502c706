import { printable } from "pulumi-cognito-feedback/internal/cognito";
import type { StoredEvent } from "../store/index.ts";

const columns = [
	"username",
	"eventId",
	"time",
	"type",
	"response",
	"riskLevel",
	"riskDecision",
	"compromisedCredentials",
	"ipAddress",
	"city",
	"country",
	"timeZone",
	"device",
	"challenges",
	"feedback",
	"feedbackProvider",
	"feedbackDate",
	"userSays",
	"userSaidAt",
	"sameSession",
] as const;

/** Formats events as CSV with a header, for a spreadsheet. Source: RFC 4180. */
export async function* eventsAsCsv(batches: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<string> {
	yield `${columns.join(",")}\n`;
	for await (const events of batches) yield events.map((event) => `${row(event)}\n`).join("");
}

function row({ feedback, challenges, statement, ...rest }: StoredEvent): string {
	const values: Partial<Record<(typeof columns)[number], unknown>> = {
		...rest,
		challenges: challenges?.join("; "),
		feedback: feedback?.value,
		feedbackProvider: feedback?.provider,
		feedbackDate: feedback?.date,
		userSays: statement && (statement.wasMe ? "me" : "not me"),
		userSaidAt: statement?.at,
		sameSession: statement?.sameSession,
	};
	return columns.map((column) => cell(values[column])).join(",");
}

/** Users choose the names of their devices: a spreadsheet must not interpret one as a formula. */
function cell(value: unknown): string {
	if (value === undefined) return "";
	const text = printable(String(value));
	const safe = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFFFD]/u.test(text) ? `'${text}` : text;
	return /[",\n]|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
