import type { Pages } from "#review/page/server/pages";
import type { Store } from "#review/store/index";
import type { ViewSpec } from "#review/store/page/view";

/** A request of the page, and SQL over the same store with the same information. */
export interface Question {
	readonly name: string;
	/** A different request each round, so that no cached result is used. */
	ask(pages: Pages, session: string, round: number): Promise<unknown>;
	bare(store: Store, round: number): Promise<unknown>;
}

/** Counts risks with SQL alone: all requests are compared with it. */
export const riskCount = "SELECT risk_level, count(*) FROM events GROUP BY 1";

const filter = { risks: [], user: "", country: "", type: "", says: "" as const, unreviewed: false };
const columns = "username, time, type, response, risk_decision, risk_level, ip, device, city, country";

export const questions: readonly Question[] = [
	{
		name: "filter",
		ask: (pages, session, round) =>
			show(pages, session, { filter: { ...filter, country: country(round) }, order: "newest" }),
		bare: async (store, round) => [
			await store.rows(
				`SELECT time_bucket(INTERVAL 12 HOUR, time) AS bin, risk_level, risk_decision, count(*)
				FROM events WHERE country = ? GROUP BY ALL`,
				[country(round)],
			),
			await store.rows(`SELECT ${columns} FROM events WHERE country = ? ORDER BY position DESC LIMIT 60`, [
				country(round),
			]),
		],
	},
	{
		name: "sort",
		ask: (pages, session, round) =>
			show(pages, session, { filter: { ...filter, country: country(round) }, order: "user" }),
		bare: (store, round) =>
			store.rows(
				`SELECT ${columns} FROM events WHERE country = ? ORDER BY username, position DESC LIMIT 60`,
				[country(round)],
			),
	},
	{
		name: "group",
		ask: async (pages, session) => {
			await show(pages, session, { filter, order: "newest" });
			return pages.groups({ session, by: "network", order: "largest", offset: 0, limit: 50 });
		},
		bare: (store) =>
			store.rows(
				`SELECT network, count(*) AS events, count_if(risk_level = 'High'), count_if(risk_level = 'Medium'),
					count_if(risk_level = 'Low'), min(time), max(time), count_if(feedback_value = 'Valid')
				FROM events GROUP BY 1 ORDER BY events DESC LIMIT 50`,
			),
	},
];

function show(pages: Pages, session: string, spec: ViewSpec): Promise<unknown> {
	return pages.act({ session, action: { kind: "view", spec }, range: { offset: 0, count: 60 } });
}

function country(round: number): string {
	return `Country ${round % 37}`;
}
