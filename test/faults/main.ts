/** Runs all faults, and prints what was lost, wrong or sent twice; `--help` lists the options. */
import "../support/environment.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { machineFacts } from "../../workbench/machine.ts";
import type { FaultCounts } from "./counts.ts";
import { killRuns } from "./kills.ts";
import { kinds } from "./kinds.ts";
import { faultMatrix } from "./matrix.ts";
import { type FaultOptions, readFaultOptions, usage } from "./options.ts";
import { faultReportOf, faultTableOf, isClean } from "./report.ts";

const progress = (line: string) => process.stderr.write(`${line}\n`);

/** The maximum number of moments of an `up` to kill it at. */
const maxMoments = 20;

/** The sources of rows, in the order of the table. */
const sources: readonly ((options: FaultOptions) => Promise<FaultCounts[]>)[] = [
	({ runs, only }) => faultMatrix({ runs, only, progress }),
	// Each run consists of two or three runs of the real CLI.
	async ({ runs, only }) =>
		only.length === 0 ? killRuns({ moments: Math.min(runs, maxMoments), progress }) : [],
];

try {
	const names = kinds.map(({ name }) => name);
	const options = readFaultOptions(process.argv.slice(2), names);
	if (!options) process.stdout.write(`${usage}\n\nkinds: ${names.join(", ")}\n`);
	else {
		const rows: FaultCounts[] = [];
		for (const source of sources) rows.push(...(await source(options)));
		process.stdout.write(`${faultTableOf(rows)}\n`);
		if (options.write) {
			const file = join(import.meta.dirname, "results.md");
			writeFileSync(file, faultReportOf(rows, await machineFacts()));
			progress(`Wrote ${file}`);
		}
		if (!rows.every(isClean)) process.exitCode = 1;
	}
} catch (error) {
	progress(error instanceof Error ? error.message : String(error));
	process.exitCode = 2;
}
