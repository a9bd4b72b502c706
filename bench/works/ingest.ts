import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Findings, limitRow, megabytes, ratioRow, seconds } from "../findings.ts";
import { linesIn, readBare, readIntoStore, writeLines } from "../ingest/index.ts";
import { durationOf, inTurn } from "../rounds.ts";
import type { Series } from "../series.ts";
import type { Plan, Work } from "../work.ts";

/** The faults of one percent of the lines: truncated, in an envelope, or with a time before the JSON. */
const faults = { broken: 0.004, wrapped: 0.003, dated: 0.003 };

/** Estimated seconds per line to write, to read with the bare statement, and to read into the store, without and with faults. */
const perLine = { write: 1.2e-5, bare: 8e-6, clean: 1e-5, odd: 1.4e-5 };

/** Exported lines, read into the store and merged, compared with DuckDB's bare statement and with five times as many lines. */
export function ingestWork({ rounds, sizes }: Plan): Work {
	const { lines, manyLines } = sizes.ingest;
	const steps = (folder: string) => {
		const root = join(folder, "stores");
		const into = (kind: string) => readIntoStore(linesIn(folder, kind), root);
		return [
			{
				name: "exported lines: DuckDB's bare statement",
				seconds: lines * perLine.bare,
				run: async () => ({ bare: (await readBare(linesIn(folder, "clean"))).seconds }),
			},
			{
				name: "exported lines: into the store, and once more",
				seconds: lines * perLine.clean,
				async run() {
					const clean = await into("clean");
					const again = await readIntoStore(linesIn(folder, "clean"), root, false);
					if (again.lines !== 0) throw new Error(`${again.lines} lines were read again`);
					return { clean: clean.seconds, memory: clean.memory, again: again.seconds };
				},
			},
			{
				name: "exported lines: 1 % of them odd",
				seconds: lines * perLine.odd,
				run: async () => ({ odd: (await into("odd")).seconds }),
			},
		];
	};
	const many = (folder: string) => [
		{
			name: "exported lines: few and many",
			seconds: (lines + manyLines) * perLine.clean,
			async run() {
				const [few, all] = [
					await readIntoStore(linesIn(folder, "clean"), join(folder, "stores")),
					await readIntoStore(linesIn(folder, "many"), join(folder, "stores")),
				];
				return { few: few.seconds / few.lines, many: all.seconds / all.lines, manyMemory: all.memory };
			},
		},
	];
	const writing = (2 * lines + manyLines) * perLine.write;
	const contests = (folder: string) => [
		{ rounds: Math.min(rounds, 3), warmUp: [], steps: steps(folder) },
		{ rounds: 1, warmUp: [], steps: many(folder) },
	];

	return {
		name: "ingest",
		seconds: contests("").reduce((sum, contest) => sum + durationOf(contest), writing),
		async run(progress) {
			const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-bench-"));
			using kept = new DisposableStack();
			kept.defer(() => rmSync(folder, { recursive: true, force: true }));
			await progress.during("exported lines: writing them", writing, async () => {
				await writeLines(linesIn(folder, "clean"), lines);
				await writeLines(linesIn(folder, "odd"), lines, faults);
				await writeLines(linesIn(folder, "many"), manyLines);
			});
			const [few, large] = contests(folder);
			if (!few || !large) throw new Error("there is nothing to measure");
			return conclude(lines, manyLines, await inTurn(progress, few), await inTurn(progress, large));
		},
	};
}

function conclude(lines: number, manyLines: number, series: Series, large: Series): Findings {
	const count = lines.toLocaleString("en");
	const bare = { times: "DuckDB's bare statement into a typed table", against: series.of("bare") };
	return {
		rows: [
			ratioRow({
				work: `${count} exported lines (gz) into the store, merged`,
				limit: 1.5,
				...bare,
				of: series.of("clean"),
			}),
			ratioRow({
				work: `${count} exported lines, 1 % of them broken, wrapped or dated`,
				limit: 2.5,
				...bare,
				of: series.of("odd"),
			}),
			limitRow({
				work: `memory meanwhile, with ${count} lines`,
				limit: 1_000_000_000,
				of: series.of("memory"),
				format: megabytes,
			}),
			ratioRow({
				work: `time per line of ${manyLines.toLocaleString("en")} lines`,
				limit: 1.3,
				times: `that of ${count}`,
				of: large.of("many"),
				against: large.of("few"),
				format: (value) => `${(value * 1_000_000).toFixed(1)} µs`,
			}),
			limitRow({
				work: "memory meanwhile, with the many lines",
				limit: 1_000_000_000,
				of: large.of("manyMemory"),
				format: megabytes,
			}),
			limitRow({
				work: "the same files once more, nothing new in them",
				limit: 2,
				of: series.of("again"),
				format: seconds,
			}),
		],
	};
}
