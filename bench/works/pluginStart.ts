import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensurePulumiCli } from "../../tools/pulumi-cli/index.ts";
import { disposable } from "../../workbench/disposable.ts";
import { milliseconds, ratioRow } from "../findings.ts";
import { type Provider, providersIn } from "../start/providers.ts";
import { type StartTimes, timeToStart } from "../start/timeToStart.ts";
import { median } from "../statistics.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

const kinds = ["dynamic", "plugin"] as const;
type Kind = (typeof kinds)[number];

const names: Record<Kind, string> = { dynamic: "the dynamic provider's process", plugin: "the plugin" };

/** Starts in each round, of which the median counts: a single one depends too much on other load of the machine. */
const starts = 7;

/** A project with both providers installed. */
interface Parts {
	readonly providers: Readonly<Record<Kind, Provider>>;
	readonly cwd: string;
	readonly env: NodeJS.ProcessEnv;
}

/** The start time of the plugin, compared with the process of the dynamic provider. */
export function pluginStartWork({ rounds }: Plan): Work {
	return defineWork<Parts>({
		name: "plugin-start",
		async setUp(kept) {
			const { binFolders } = await ensurePulumiCli();
			const cwd = mkdtempSync(join(tmpdir(), "cognito-feedback-bench-"));
			kept.defer(disposable(() => rmSync(cwd, { recursive: true, force: true })));
			const modules = join(cwd, "node_modules");
			symlinkSync(join(import.meta.dirname, "../../node_modules"), modules);
			const env = { ...process.env, PATH: [...binFolders, process.env.PATH].join(delimiter) };
			return { providers: providersIn(modules), cwd, env };
		},
		contest(parts) {
			const steps = kinds.map((kind) => ({
				name: `${starts} starts of ${names[kind]}`,
				seconds: starts * 0.4,
				async run() {
					const { providers, ...project } = parts();
					const times: StartTimes[] = [];
					for (let start = 0; start < starts; start++)
						times.push(await timeToStart(providers[kind], project));
					return {
						[`${kind} port`]: median(times.map(({ port }) => port)),
						[`${kind} check`]: median(times.map(({ check }) => check)),
					};
				},
			}));
			return { rounds, warmUp: steps, steps };
		},
		conclude: (series) => ({
			rows: (
				[
					["port", "prints its port"],
					["check", "has responded to the first check"],
				] as const
			).map(([what, words]) =>
				ratioRow({
					work: `the plugin from its start until it ${words}`,
					limit: 1,
					times: names.dynamic,
					of: series.of(`plugin ${what}`),
					against: series.of(`dynamic ${what}`),
					format: milliseconds,
				}),
			),
		}),
	});
}
