import { decide, poolFor } from "../../workbench/pool.ts";
import { limitRow, ratioRow, seconds } from "../findings.ts";
import { sdkLoop } from "../loop/index.ts";
import { expectRequests } from "../requests.ts";
import type { RoundStep } from "../rounds.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { median, perRound, sums } from "../statistics.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

interface Parts {
	readonly server: BenchServer;
	readonly empty: BenchStack;
	readonly plainOne: BenchStack;
	readonly setOfOne: BenchStack;
	readonly set: BenchStack;
	readonly withEvidence: BenchStack;
}

/** The rate limiter's maximum concurrency, and a lower one that suffices. */
const concurrencies = [64, 16] as const;

/** A set compared with the floor: the `up` of one plain dynamic resource, plus an SDK loop with the same requests. */
export function setWork({ rounds, sizes }: Plan): Work {
	const count = sizes.set;
	const pool = poolFor(count);

	function steps(parts: () => Parts): RoundStep[] {
		return [
			{
				name: "up of an empty program",
				seconds: expected.empty,
				async run() {
					const { empty } = parts();
					empty.reset();
					return { emptyUp: await empty.up() };
				},
			},
			{
				name: "up and preview of one plain dynamic resource",
				seconds: 2 * expected.preview,
				async run() {
					const { server, plainOne } = parts();
					plainOne.reset();
					await server.reset();
					const plainUp = await plainOne.up();
					await expectRequests(server, { writes: 1, reads: 0 });
					return { plainUp, plainPreview: await plainOne.preview() };
				},
			},
			{
				name: "up of a set of one",
				seconds: expected.set(1),
				async run() {
					const { server, setOfOne } = parts();
					setOfOne.reset();
					await server.reset();
					return { oneUp: await setOfOne.up() };
				},
			},
			...concurrencies.map((concurrency) => ({
				name: `SDK loop of ${count}, ${concurrency} at a time`,
				seconds: expected.loop(count),
				async run() {
					const { server } = parts();
					await server.reset();
					const time = await sdkLoop({ endpoint: server.endpoint, pool, decisions: count, concurrency });
					await expectRequests(server, { writes: count, reads: 0 });
					return { [`loop${concurrency}`]: time };
				},
			})),
			{
				name: `up, preview and update of a set of ${count}`,
				seconds: 3 * expected.set(count),
				async run() {
					const { server, set } = parts();
					set.reset();
					set.declare(decide(pool, count, "Valid"));
					await server.reset();
					const setUp = await set.up();
					await expectRequests(server, { writes: count, reads: 0 });
					await server.reset();
					const setPreview = await set.preview();
					const { writes, reads } = await server.count();
					set.declare(decide(pool, count, "Invalid"));
					const setUpdate = await set.up();
					await expectRequests(server, { writes: count, reads: 0 });
					return { setUp, setPreview, previewRequests: writes + reads, setUpdate };
				},
			},
			{
				name: `up of a set of ${count} with evidence`,
				seconds: expected.setWithEvidence(count),
				async run() {
					const { server, withEvidence } = parts();
					withEvidence.reset();
					await server.reset();
					const evidenceUp = await withEvidence.up();
					await expectRequests(server, { writes: count });
					const entries = await withEvidence.resources();
					return { evidenceUp, bytesEach: JSON.stringify(entries[0]).length / count };
				},
			},
		];
	}

	return defineWork<Parts>({
		name: "set",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			const empty = kept.use(await BenchStack.create({ competitor: "empty", server }));
			const plainOne = kept.use(await BenchStack.create({ competitor: "plain", server }));
			plainOne.declare(decide(pool, 1, "Valid"));
			const setOfOne = kept.use(await BenchStack.create({ competitor: "set", server }));
			setOfOne.declare(decide(pool, 1, "Valid"));
			const set = kept.use(await BenchStack.create({ competitor: "set", server }));
			const withEvidence = kept.use(await BenchStack.create({ competitor: "set", server, evidence: true }));
			withEvidence.declare(decide(pool, count, "Valid"));
			return { server, empty, plainOne, setOfOne, set, withEvidence };
		},
		contest: (parts) => ({ rounds, warmUp: steps(parts), steps: steps(parts) }),
		conclude(series) {
			const loop = perRound(Math.min, series.of("loop64"), series.of("loop16"));
			const plainUp = series.of("plainUp");
			const floor = sums(plainUp, loop);
			const againstFloor = { times: "the floor", against: floor };
			const againstOne = {
				times: "a set of one and the SDK loop",
				against: sums(series.of("oneUp"), loop),
			};
			const medianOf = (name: string) => seconds(median(series.of(name)));
			return {
				rows: [
					ratioRow({
						work: `\`up\` of a set of ${count}, look-up off`,
						limit: 1.1,
						of: series.of("setUp"),
						...againstFloor,
					}),
					ratioRow({
						work: `\`up\` of a set of ${count} with evidence`,
						limit: 1.25,
						of: series.of("evidenceUp"),
						...againstFloor,
					}),
					ratioRow({
						work: `update of all ${count}`,
						limit: 1.15,
						of: series.of("setUpdate"),
						...againstFloor,
					}),
					ratioRow({
						work: `\`up\` of a set of ${count}, against a set of one`,
						limit: 1.1,
						of: series.of("setUp"),
						...againstOne,
					}),
					ratioRow({
						work: `\`up\` of a set of ${count} with evidence, against a set of one`,
						limit: 1.15,
						of: series.of("evidenceUp"),
						...againstOne,
					}),
					ratioRow({
						work: `update of all ${count}, against a set of one`,
						limit: 1.12,
						of: series.of("setUpdate"),
						...againstOne,
					}),
					ratioRow({
						work: `\`preview\` of a set of ${count}, nothing changed`,
						limit: 1.15,
						times: "a preview of one plain dynamic resource",
						of: series.of("setPreview"),
						against: series.of("plainPreview"),
					}),
					limitRow({
						work: "requests of that preview",
						limit: 0,
						of: series.of("previewRequests"),
						format: String,
					}),
					limitRow({
						work: `state of a set of ${count} with evidence, a decision`,
						limit: 500,
						of: series.of("bytesEach"),
						format: (bytes) => `${Math.round(bytes)} bytes`,
					}),
				],
				sections: [
					{
						title: "The floor and what it is made of",
						text: "The floor is the `up` of one plain dynamic resource plus the requests of the SDK loop. In each round, the faster of the loop's two concurrencies counts; starting Node.js and loading the SDK are part of the `up` already.",
						head: ["", "median"],
						rows: [
							["`up` of an empty program", medianOf("emptyUp")],
							["`up` of one plain dynamic resource", medianOf("plainUp")],
							["`up` of a set of one", medianOf("oneUp")],
							[`SDK loop of ${count} requests, 64 at a time`, medianOf("loop64")],
							[`SDK loop of ${count} requests, 16 at a time`, medianOf("loop16")],
							["the floor", seconds(median(floor))],
							["`preview` of one plain dynamic resource", medianOf("plainPreview")],
						],
					},
				],
			};
		},
	});
}
