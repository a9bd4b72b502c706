import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReviewedEvidence } from "#provider/cognito/reviewedEvidence";
import { changeFeedbackFile } from "#provider/feedbackFile/change";
import type { FileDecision } from "#provider/feedbackFile/feedbackFile";
import { openFeedbackFile, readFeedbackFile } from "#provider/feedbackFile/read";
import { saveFeedbackFile } from "#provider/feedbackFile/save";
import { diffOf } from "#review/diff";
import { limitRow, ratioRow, seconds } from "../findings.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

const userPoolId = "eu-central-1_Bench";

/** The decisions of a review: each with its evidence, every second one with a note. */
function decisions(count: number, feedbackValue: FileDecision["feedbackValue"]): Map<string, FileDecision> {
	return new Map(
		Array.from({ length: count }, (_, index): [string, FileDecision] => {
			const evidence: ReviewedEvidence = {
				source: "api",
				type: "SignIn",
				time: `2026-11-${String((index % 28) + 1).padStart(2, "0")}T08:14Z`,
				riskLevel: index % 3 === 0 ? "High" : "Medium",
				riskDecision: "AccountTakeover",
				ipAddress: `203.0.${index % 250}.${index % 251}`,
				city: "Berlin",
				country: "Germany",
				device: "Chrome 141, Windows 11",
			};
			const id = `${String(index).padStart(8, "0")}-7d2e-4c61-9b3f-${String(index * 7919).padStart(12, "0")}`;
			const note = `Travelling, TICKET-${index}`;
			const username = `user${index % 977}`;
			return [id, { username, feedbackValue, ...(index % 2 === 0 && { note }), evidence }];
		}),
	);
}

/** The cost of saving decisions by the size of the file: changing its text, computing the diff, and writing it. */
export function decisionsFileWork({ rounds, sizes }: Plan): Work {
	const [few, many] = sizes.savedDecisions;
	const counts = [few, many] as const;

	function save(path: string, changes: ReadonlyMap<string, FileDecision>): number {
		const file = openFeedbackFile(path, userPoolId);
		const began = performance.now();
		const text = changeFeedbackFile(file, changes);
		diffOf(file.text, text);
		saveFeedbackFile(file, text);
		return (performance.now() - began) / 1_000;
	}

	function timed(act: () => void): number {
		const began = performance.now();
		act();
		return (performance.now() - began) / 1_000;
	}

	return defineWork<{ readonly folder: string }>({
		name: "decisions-file",
		async setUp(kept) {
			const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-bench-"));
			kept.defer(() => rmSync(folder, { recursive: true }));
			return { folder };
		},
		contest(parts) {
			const steps = counts.map((count) => ({
				name: `saving ${count} decisions`,
				seconds: count * 0.0004,
				async run() {
					const path = join(parts().folder, `${count}.yaml`);
					rmSync(path, { force: true });
					return {
						[`new ${count}`]: save(path, decisions(count, "Valid")),
						[`changed ${count}`]: save(path, decisions(count, "Invalid")),
						[`read ${count}`]: timed(() => readFeedbackFile(path)),
					};
				},
			}));
			return { rounds, warmUp: steps.slice(0, 1), steps };
		},
		conclude(series) {
			const words = { few: few.toLocaleString("en"), many: many.toLocaleString("en") };
			return {
				rows: [
					limitRow({
						work: `saving ${words.few} new decisions in the decisions file`,
						limit: 2,
						of: series.of(`new ${few}`),
						format: seconds,
					}),
					limitRow({
						work: `saving ${words.few} changed decisions`,
						limit: 2,
						of: series.of(`changed ${few}`),
						format: seconds,
					}),
					ratioRow({
						work: `saving ${words.many} new decisions`,
						limit: 6,
						times: `saving ${words.few}`,
						of: series.of(`new ${many}`),
						against: series.of(`new ${few}`),
					}),
					ratioRow({
						work: `saving ${words.many} changed decisions`,
						limit: 6,
						times: `saving ${words.few}`,
						of: series.of(`changed ${many}`),
						against: series.of(`changed ${few}`),
					}),
					ratioRow({
						work: `reading ${words.many} decisions, as \`cognito-feedback check\` does`,
						limit: 6,
						times: `reading ${words.few}`,
						of: series.of(`read ${many}`),
						against: series.of(`read ${few}`),
					}),
				],
			};
		},
	});
}
