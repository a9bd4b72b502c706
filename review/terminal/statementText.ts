import type { Statement } from "../statements.ts";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** What a user says about an event, and when: `not me, 20 Nov 09:12`. In UTC, as all times in the terminal. */
export function statementText({ wasMe, at, sameSession }: Omit<Statement, "eventId">): string {
	const said = `${wasMe ? "me" : "not me"}, ${day.format(new Date(at))} ${at.slice(11, 16)}`;
	return sameSession ? `${said} (same session, no evidence)` : said;
}
