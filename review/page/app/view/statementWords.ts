import type { PageRow } from "../../protocol.ts";
import { momentOf } from "../model/time.ts";

/** What a user says about an event, and when: `not me, 20 Nov 09:12`, in UTC. */
export function statementWords({ wasMe, at, sameSession }: NonNullable<PageRow["statement"]>): string {
	const said = `${wasMe ? "me" : "not me"}, ${momentOf(Date.parse(at))}`;
	return sameSession ? `${said} (same session, no evidence)` : said;
}
