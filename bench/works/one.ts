import { decide, poolFor } from "../../workbench/pool.ts";
import { isTypeScript } from "../competitor.ts";
import { ratioRow } from "../findings.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

const kinds = [
	"empty",
	"singles",
	"emptyTypeScript",
	"typeScript",
	"emptyYaml",
	"yaml",
	"installedYaml",
] as const;
type Kind = (typeof kinds)[number];
type Parts = Readonly<Record<Kind, BenchStack>> & { readonly server: BenchServer };

const names: Record<Kind, string> = {
	empty: "an empty program",
	singles: "one decision",
	emptyTypeScript: "an empty program in TypeScript",
	typeScript: "one decision from TypeScript",
	emptyYaml: "an empty program in YAML",
	yaml: "one decision through the plugin from YAML",
	installedYaml: "one decision through an installed plugin from YAML",
};

/** The cost of one decision compared with the `up` of an empty program in the same language. */
export function oneWork({ rounds }: Plan): Work {
	const pool = poolFor(1);

	return defineWork<Parts>({
		name: "one",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			const create = async (competitor: Kind) => {
				const stack = kept.use(await BenchStack.create({ competitor, server }));
				stack.declare(decide(pool, 1, "Valid"));
				return stack;
			};
			return {
				server,
				empty: await create("empty"),
				singles: await create("singles"),
				emptyTypeScript: await create("emptyTypeScript"),
				typeScript: await create("typeScript"),
				emptyYaml: await create("emptyYaml"),
				yaml: await create("yaml"),
				installedYaml: await create("installedYaml"),
			};
		},
		contest(parts) {
			const steps = kinds.map((kind) => ({
				name: `up of ${names[kind]}`,
				seconds: isTypeScript(kind) ? expected.typeScript : expected.preview,
				async run() {
					const { server, [kind]: stack } = parts();
					stack.reset();
					await server.reset();
					return { [kind]: await stack.up() };
				},
			}));
			return { rounds, warmUp: steps, steps };
		},
		conclude: (series) => ({
			rows: (
				[
					["singles", "empty", 1.2],
					["typeScript", "emptyTypeScript", 1.2],
					["yaml", "emptyYaml", 1.5],
					["installedYaml", "emptyYaml", 1.5],
				] as const
			).map(([kind, empty, limit]) =>
				ratioRow({
					work: `\`up\` of ${names[kind]}`,
					limit,
					times: names[empty],
					of: series.of(kind),
					against: series.of(empty),
				}),
			),
		}),
	});
}
