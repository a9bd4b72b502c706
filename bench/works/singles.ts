import { decide, poolFor } from "../../workbench/pool.ts";
import { kilobytes, ratioRow } from "../findings.ts";
import { expectRequests } from "../requests.ts";
import type { RoundStep } from "../rounds.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { median } from "../statistics.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

const ours = ["singles", "withEvidence", "yaml", "plugin"] as const;
const kinds = ["plain", "lean", ...ours] as const;
type Kind = (typeof kinds)[number];
type Parts = Readonly<Record<Kind, BenchStack>> & { readonly server: BenchServer };

const names: Record<Kind, string> = {
	plain: "with the plain provider",
	lean: "with the leanest plain provider",
	singles: "without evidence",
	withEvidence: "with evidence",
	yaml: "through the plugin from YAML, without evidence",
	plugin: "through the plugin from Node.js, without evidence",
};
const throughPlugin = { up: 0.5, update: 0.35, state: 0.45 };
const limits = {
	singles: { up: 0.5, update: 0.4, state: 0.5 },
	withEvidence: { up: 0.5, update: 0.45, state: 0.4 },
	yaml: throughPlugin,
	plugin: throughPlugin,
};
/** What each is measured against. With evidence it is the hardest: the provider that captures only its own code. */
const rival = (kind: (typeof ours)[number]) =>
	kind === "withEvidence"
		? ({ kind: "lean", name: "the leanest plain provider" } as const)
		: ({ kind: "plain", name: "the plain provider" } as const);
const isPlain = (kind: Kind) => kind === "plain" || kind === "lean";
const little = 10;

/** A resource for each decision: ours against the plain provider. */
export function singlesWork({ rounds, sizes }: Plan): Work {
	const pool = poolFor(sizes.singles);

	function ups(count: number, parts: () => Parts): RoundStep[] {
		return kinds.map((kind) => ({
			name: `up of ${count} resources ${names[kind]}`,
			seconds: expected[isPlain(kind) ? "plain" : "singles"](count),
			async run() {
				const { server, [kind]: stack } = parts();
				stack.reset();
				stack.declare(decide(pool, count, "Valid"));
				await server.reset();
				const up = await stack.up();
				await expectRequests(server, { writes: count });
				return { [`${kind} up`]: up, [`${kind} state`]: stack.stateSize() };
			},
		}));
	}

	function updates(count: number, parts: () => Parts): RoundStep[] {
		return kinds.map((kind) => ({
			name: `update of ${count} resources ${names[kind]}`,
			seconds: (isPlain(kind) ? 2.1 : 1.7) * expected[isPlain(kind) ? "plain" : "singles"](count),
			async run() {
				const { server, [kind]: stack } = parts();
				stack.declare(decide(pool, count, "Invalid"));
				await server.reset();
				const update = await stack.up();
				await expectRequests(server, { writes: count });
				return { [`${kind} update`]: update };
			},
		}));
	}

	return defineWork<Parts>({
		name: "singles",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			return {
				server,
				plain: kept.use(await BenchStack.create({ competitor: "plain", server })),
				lean: kept.use(await BenchStack.create({ competitor: "lean", server })),
				singles: kept.use(await BenchStack.create({ competitor: "singles", server })),
				withEvidence: kept.use(await BenchStack.create({ competitor: "singles", server, evidence: true })),
				yaml: kept.use(await BenchStack.create({ competitor: "yaml", server })),
				plugin: kept.use(await BenchStack.create({ competitor: "plugin", server })),
			};
		},
		contest(parts) {
			const few = Math.min(little, sizes.singles);
			return {
				rounds,
				// With few resources: with all of them a warm-up would take as long as a round.
				warmUp: [...ups(few, parts), ...updates(few, parts)],
				steps: [...ups(sizes.singles, parts), ...updates(sizes.singles, parts)],
			};
		},
		conclude(series) {
			const rows = ours.flatMap((kind) =>
				(["up", "update", "state"] as const).map((what) =>
					ratioRow({
						work: `${sizes.singles} single resources ${names[kind]}: ${what === "update" ? "update of all" : what === "up" ? "`up`" : what}`,
						limit: limits[kind][what],
						times: rival(kind).name,
						of: series.of(`${kind} ${what}`),
						against: series.of(`${rival(kind).kind} ${what}`),
						...(what === "state" && { format: kilobytes }),
					}),
				),
			);
			const point = (line: string, kind: Kind) => ({
				line,
				decisions: sizes.singles,
				seconds: median(series.of(`${kind} up`)),
			});
			return {
				rows,
				points: [point("a resource each", "singles"), point("plain provider, a resource each", "plain")],
			};
		},
	});
}
