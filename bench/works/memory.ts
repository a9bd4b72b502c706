import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decide, poolFor } from "../../workbench/pool.ts";
import { type Findings, limitRow, megabytes } from "../findings.ts";
import { probe } from "../probes/index.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { median } from "../statistics.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

/** The peak memory use of the provider's process, in bytes. */
interface Peak {
	readonly resident: number;
	readonly heap: number;
	readonly external: number;
}

/** The runs, each with more data in the process than the one before. */
const kinds = ["preview", "plain", "setOfOne", "set", "withEvidence"] as const;
type Kind = (typeof kinds)[number];

interface Parts {
	readonly server: BenchServer;
	readonly stacks: Readonly<Record<Kind, BenchStack>>;
	readonly file: string;
}

/** The memory of the dynamic provider's process. */
export function memoryWork({ rounds, sizes }: Plan): Work {
	const count = sizes.growth.at(-1) ?? 1;
	const pool = poolFor(count);
	const names: Record<Kind, string> = {
		preview: "preview of one plain resource: Node.js and Pulumi's SDK",
		plain: "`up` of one plain resource: and the AWS SDK",
		setOfOne: "`up` of a set of one: this provider in its place",
		set: `\`up\` of a set of ${count}, look-up off: and the decisions with their requests`,
		withEvidence: `\`up\` of a set of ${count} with evidence: and the events`,
	};

	return defineWork<Parts>({
		name: "memory",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			const { env, folder } = kept.use(probe("memory"));
			const create = async (competitor: "plain" | "set", decisions: number, evidence = false) => {
				const stack = kept.use(await BenchStack.create({ competitor, server, evidence, env }));
				stack.declare(decide(pool, decisions, "Valid"));
				return stack;
			};
			const stacks = {
				preview: await create("plain", 1),
				plain: await create("plain", 1),
				setOfOne: await create("set", 1),
				set: await create("set", count),
				withEvidence: await create("set", count, true),
			};
			return { server, stacks, file: join(folder, "memory") };
		},
		contest: (parts) => ({
			rounds: Math.min(rounds, 2),
			warmUp: [],
			steps: kinds.map((kind) => ({
				name: `memory: ${names[kind]}`,
				seconds:
					{ set: expected.set(count), withEvidence: expected.setWithEvidence(count) }[kind as string] ?? 3,
				async run() {
					const { server, stacks, file } = parts();
					const stack = stacks[kind];
					stack.reset();
					await server.reset();
					await (kind === "preview" ? stack.preview() : stack.up());
					const { resident, heap, external }: Peak = JSON.parse(readFileSync(file, "utf8"));
					return { [kind]: resident, [`${kind} heap`]: heap, [`${kind} external`]: external };
				},
			})),
		}),
		conclude(series): Findings {
			const size = (name: string) => megabytes(median(series.of(name)));
			return {
				rows: [
					limitRow({
						work: `memory of the provider's process, a set of ${count} with evidence`,
						limit: 300_000_000,
						of: series.of("withEvidence"),
						format: megabytes,
						medians: `${size("set")} without evidence, ${size("setOfOne")} with a set of one, ${size("plain")} with one plain resource`,
					}),
				],
				sections: [
					{
						title: "Memory of the provider's process",
						text: "The peaks of a whole run: the resident memory, and the parts of it that Node.js has allocated for the heap and for buffers. Each run needs more than the one before, and a part is garbage that is not collected yet. A decision is in memory as bytes, protocol buffers and properties. The peak comes when Pulumi's SDK sends all decisions, one string, of which it makes an array of numbers.",
						head: ["run", "resident", "heap", "buffers"],
						rows: kinds.map((kind) => [
							names[kind],
							size(kind),
							size(`${kind} heap`),
							size(`${kind} external`),
						]),
					},
				],
			};
		},
	});
}
