import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rows } from "#review/report/facts";
import { reportPage } from "#review/report/page/html";
import { makeReport, type ReportInput } from "#review/report/report";
import { reportText } from "#review/report/text";
import { documentOf } from "#review/report/words/document";
import { openStore, type SqlValue, type Store } from "#review/store/index";
import { generatedPool, writeLogs } from "../../workbench/logs/index.ts";
import { milliseconds, ratioRow } from "../findings.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

interface Parts {
	readonly store: Store;
	readonly input: ReportInput;
}

type Statement = readonly [sql: string, values: readonly SqlValue[] | undefined];

/** Passes statements to a store, and records them. */
class Recorder implements Rows {
	readonly statements: Statement[] = [];
	readonly #store: Store;

	constructor(store: Store) {
		this.#store = store;
	}

	rows<T extends object>(sql: string, values?: readonly SqlValue[]): Promise<T[]> {
		this.statements.push([sql, values]);
		return this.#store.rows<T>(sql, values);
	}
}

/**
 * A whole report, as text and as a page, compared with its own statements and with the simplest statement on the same store.
 */
export function reportWork({ rounds, sizes }: Plan): Work {
	const events = sizes.reportEvents;
	const settings = {
		compromisedCredentials: "block",
		alwaysAllow: ["203.0.113.0/24"],
		alwaysBlock: [],
	} as const;
	let statements: readonly Statement[] = [];

	async function timed(run: () => Promise<unknown>): Promise<number> {
		const begun = performance.now();
		await run();
		return (performance.now() - begun) / 1_000;
	}

	return defineWork<Parts>({
		name: "report",
		async setUp(kept) {
			const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-bench-"));
			kept.defer(() => rmSync(folder, { recursive: true, force: true }));
			const decisions = new Map<string, { feedbackValue: "Valid" | "Invalid" }>();
			const drawn: string[] = [];
			const { files } = await writeLogs({
				...{ events, out: join(folder, "lines"), steps: 0, feedbackShare: 0.02 },
				onEvent({ eventId, wasUser }) {
					// One event in thousands was sampled and has feedback.
					if (eventId.startsWith("000")) {
						drawn.push(eventId);
						decisions.set(eventId, { feedbackValue: wasUser ? "Valid" : "Invalid" });
					}
				},
			});
			process.env.COGNITO_FEEDBACK_CACHE = join(folder, "store");
			const store = await openStore({ userPoolId: generatedPool, region: "eu-central-1" }, { cache: true });
			kept.defer(() => void store.close());
			const reading = await store.addFiles(files, { source: "logs" });
			await store.addCoverage({ source: "logs", filter: "{}", reading });
			const sample = {
				drawn: "2026-11-20T00:00:00Z",
				source: "logs",
				population: events,
				size: drawn.length,
			};
			const pool = { ...settings, low: "none", medium: "mfaIfConfigured", high: "block" } as const;
			return {
				store,
				input: {
					...{
						userPoolId: generatedPool,
						period: {},
						decisions,
						details: false,
						now: new Date("2026-11-20"),
					},
					samples: [{ ...sample, seed: 1, blind: true, events: drawn }],
					configurations: [
						{ name: "one", pool, clients: {} },
						{ name: "other", pool: { ...pool, low: "mfaRequired" }, clients: {} },
					],
				},
			};
		},
		contest(parts) {
			const steps = [
				{
					name: `a report on ${events} events`,
					seconds: 5,
					run: async () => ({
						whole: await timed(async () => {
							const { store, input } = parts();
							const recorder = new Recorder(store);
							const document = documentOf(await makeReport(recorder, input));
							reportText(document);
							reportPage(document);
							statements = recorder.statements;
						}),
					}),
				},
				{
					name: "its statements alone",
					seconds: 5,
					run: async () => ({
						bare: await timed(async () => {
							for (const [sql, values] of statements) await parts().store.rows(sql, values);
						}),
					}),
				},
				{
					name: "SELECT risk_level, count(*)",
					seconds: 0.1,
					async run() {
						const plain = () => parts().store.rows("SELECT risk_level, count(*) FROM events GROUP BY 1");
						const times = [];
						for (let turn = 0; turn < 5; turn++) times.push(await timed(plain));
						return { plain: times.sort((one, other) => one - other)[2] ?? 0 };
					},
				},
			];
			return { rounds, warmUp: steps, steps };
		},
		conclude: (series) => ({
			rows: [
				ratioRow({
					...{ work: `\`report\` on ${events} events`, limit: 3, times: "its bare SQL statements" },
					...{ of: series.of("whole"), against: series.of("bare"), format: milliseconds },
				}),
				ratioRow({
					...{
						work: `\`report\` on ${events} events`,
						limit: 60,
						times: "`SELECT riskLevel, count(*) … GROUP BY 1`",
					},
					...{ of: series.of("whole"), against: series.of("plain"), format: milliseconds },
				}),
			],
		}),
	});
}
