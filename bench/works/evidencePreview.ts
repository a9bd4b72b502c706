import { decide } from "../../workbench/pool.ts";
import { limitRow, ratioRow } from "../findings.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

interface Parts {
	readonly server: BenchServer;
	readonly without: BenchStack;
	readonly with: BenchStack;
}

const pageSize = 60;

/** The time that looking up events adds to the preview of many new single decisions. */
export function evidencePreviewWork({ rounds, sizes }: Plan): Work {
	const { decisions: count, ...pool } = sizes.evidencePreview;
	const declared = decide(pool, count, "Valid");

	return defineWork<Parts>({
		name: "evidence-preview",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			const without = kept.use(await BenchStack.create({ competitor: "singles", server }));
			const withEvidence = kept.use(
				await BenchStack.create({ competitor: "singles", server, evidence: true }),
			);
			for (const stack of [without, withEvidence]) stack.declare(declared);
			return { server, without, with: withEvidence };
		},
		contest(parts) {
			const steps = (["without", "with"] as const).map((kind) => ({
				name: `preview of ${count} new single decisions ${kind} evidence`,
				seconds: expected.preview + count * 0.006,
				async run() {
					const { server, [kind]: stack } = parts();
					await server.reset();
					const preview = await stack.preview();
					const { reads } = await server.count();
					return { [kind]: preview, [`reads ${kind}`]: reads };
				},
			}));
			return { rounds, warmUp: steps, steps };
		},
		conclude: (series) => ({
			rows: [
				ratioRow({
					work: `\`preview\` of ${count} new single decisions with evidence, of ${pool.users} users with ${pool.eventsPerUser} events each`,
					limit: 1.3,
					times: "the same without",
					of: series.of("with"),
					against: series.of("without"),
				}),
				limitRow({
					work: "requests of that preview",
					limit: pool.users * Math.ceil(pool.eventsPerUser / pageSize),
					of: series.of("reads with"),
					format: String,
				}),
			],
		}),
	});
}
