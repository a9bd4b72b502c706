import { decide, poolFor } from "../../workbench/pool.ts";
import { kilobytes, ratioRow } from "../findings.ts";
import { expectRequests } from "../requests.ts";
import type { RoundStep } from "../rounds.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { median } from "../statistics.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

type Rival = "plain" | "lean";
type Ours = "singles" | "withEvidence" | "least" | "yaml" | "plugin";
type Kind = Rival | Ours;

interface Parts {
	readonly server: BenchServer;
	readonly stacks: ReadonlyMap<Kind, BenchStack>;
}

const names: Record<Kind, string> = {
	plain: "with the plain provider",
	lean: "with the leanest plain provider",
	singles: "without evidence",
	withEvidence: "with evidence",
	least: "with one property each, which make no request",
	yaml: "through the plugin from YAML, without evidence",
	plugin: "through the plugin from Node.js, without evidence",
};
const throughPlugin = { up: 0.5, update: 0.35, state: 0.45 };
const limits = {
	singles: { up: 0.5, update: 0.4, state: 0.5 },
	withEvidence: { up: 0.5, update: 0.45, state: 0.4 },
	// The engine's own time, which shows what is left to save.
	least: { up: undefined, update: undefined, state: undefined },
	yaml: throughPlugin,
	plugin: throughPlugin,
};
const rivals = { plain: "the plain provider", lean: "the leanest plain provider" } as const;
const isRival = (kind: Kind): kind is Rival => kind in rivals;
const little = 10;

/** One resource for each decision, without evidence, compared with the plain provider. */
export function singlesWork(plan: Plan): Work {
	return contestOf("singles", plan, "plain", ["singles", "yaml", "plugin"]);
}

/** The same with evidence, compared with the fastest plain provider: the one that captures only its own code. */
export function singlesWithEvidenceWork(plan: Plan): Work {
	return contestOf("singles-evidence", plan, "lean", ["withEvidence", "least"]);
}

function contestOf(name: string, { rounds, sizes }: Plan, rival: Rival, ours: readonly Ours[]): Work {
	const kinds: readonly Kind[] = [rival, ...ours];
	const pool = poolFor(sizes.singles);

	function ups(count: number, parts: () => Parts): RoundStep[] {
		return kinds.map((kind) => ({
			name: `up of ${count} resources ${names[kind]}`,
			seconds: expected[isRival(kind) ? "plain" : "singles"](count),
			async run() {
				const { server, stack } = of(kind, parts);
				stack.reset();
				stack.declare(decide(pool, count, "Valid"));
				await server.reset();
				const up = await stack.up();
				await expectRequests(server, { writes: kind === "least" ? 0 : count });
				return { [`${kind} up`]: up, [`${kind} state`]: stack.stateSize() };
			},
		}));
	}

	function updates(count: number, parts: () => Parts): RoundStep[] {
		return kinds.map((kind) => ({
			name: `update of ${count} resources ${names[kind]}`,
			seconds: (isRival(kind) ? 2.1 : 1.7) * expected[isRival(kind) ? "plain" : "singles"](count),
			async run() {
				const { server, stack } = of(kind, parts);
				stack.declare(decide(pool, count, "Invalid"));
				await server.reset();
				const update = await stack.up();
				await expectRequests(server, { writes: kind === "least" ? 0 : count });
				return { [`${kind} update`]: update };
			},
		}));
	}

	return defineWork<Parts>({
		name,
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			const stacks = new Map<Kind, BenchStack>();
			for (const kind of kinds) {
				const evidence = kind === "withEvidence";
				const competitor = evidence ? "singles" : kind;
				stacks.set(kind, kept.use(await BenchStack.create({ competitor, server, evidence })));
			}
			return { server, stacks };
		},
		contest(parts) {
			const few = Math.min(little, sizes.singles);
			return {
				rounds,
				// With few resources: with all of them, a warm-up would take as long as a round.
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
						times: rivals[rival],
						of: series.of(`${kind} ${what}`),
						against: series.of(`${rival} ${what}`),
						...(what === "state" && { format: kilobytes }),
					}),
				),
			);
			const point = (line: string, kind: Kind) => ({
				line,
				decisions: sizes.singles,
				seconds: median(series.of(`${kind} up`)),
			});
			if (rival !== "plain") return { rows };
			return {
				rows,
				points: [point("a resource each", "singles"), point("plain provider, a resource each", "plain")],
			};
		},
	});
}

function of(kind: Kind, parts: () => Parts) {
	const { server, stacks } = parts();
	const stack = stacks.get(kind);
	if (!stack) throw new Error(`${kind} is not set up`);
	return { server, stack };
}
