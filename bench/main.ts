/** Measures all works side by side and prints which reach their targets; `--help` lists the options. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { machineFacts } from "../workbench/machine.ts";
import type { Findings } from "./findings.ts";
import { readOptions, usage } from "./options.ts";
import { BenchProgress } from "./progress.ts";
import { chartOf, reportOf, tableOf } from "./report.ts";
import { fullSizes, quickSizes } from "./sizes.ts";
import type { Plan, Work } from "./work.ts";
import { awsCliWork } from "./works/awsCli.ts";
import { decisionsFileWork } from "./works/decisionsFile.ts";
import { evidencePreviewWork } from "./works/evidencePreview.ts";
import { growthWork } from "./works/growth.ts";
import { growthWithEvidenceWork } from "./works/growthWithEvidence.ts";
import { ingestWork } from "./works/ingest.ts";
import { listingWork } from "./works/listing.ts";
import { memoryWork } from "./works/memory.ts";
import { oneWork } from "./works/one.ts";
import { pluginStartWork } from "./works/pluginStart.ts";
import { quotaWork } from "./works/quota.ts";
import { reportWork } from "./works/report.ts";
import { requestsWork } from "./works/requests.ts";
import { reviewPageWork } from "./works/reviewPage.ts";
import { setWork } from "./works/set.ts";
import { singlesWithEvidenceWork, singlesWork } from "./works/singles.ts";
import { timelineWork } from "./works/timeline.ts";

/** In the order of the table. */
const works: Record<string, (plan: Plan) => Work> = {
	set: setWork,
	singles: singlesWork,
	"singles-evidence": singlesWithEvidenceWork,
	one: oneWork,
	requests: requestsWork,
	"plugin-start": pluginStartWork,
	"evidence-preview": evidencePreviewWork,
	quota: quotaWork,
	listing: listingWork,
	ingest: ingestWork,
	growth: growthWork,
	"growth-evidence": growthWithEvidenceWork,
	memory: memoryWork,
	timeline: timelineWork,
	"review-page": reviewPageWork,
	report: reportWork,
	"decisions-file": decisionsFileWork,
	"aws-cli": awsCliWork,
};

interface Measured {
	readonly findings: readonly Findings[];
	readonly failures: readonly string[];
}

/** @param onMeasured Called after each work, so that an interrupted run does not lose an hour of results. */
async function measure(chosen: readonly Work[], onMeasured: (measured: Measured) => void): Promise<Measured> {
	const progress = new BenchProgress(chosen.reduce((sum, { seconds }) => sum + seconds, 0));
	const findings: Findings[] = [];
	const failures: string[] = [];
	for (const work of chosen)
		try {
			findings.push(await work.run(progress));
		} catch (error) {
			// The other works are still useful without this one, which may fail after half an hour.
			const reason = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
			failures.push(`${work.name}: ${reason}`);
			process.stderr.write(`${work.name} could not be measured: ${reason}\n`);
		} finally {
			onMeasured({ findings, failures });
		}
	return { findings, failures };
}

// Temporary files are removed even then: stacks remove their folders when the process ends.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

try {
	const options = readOptions(process.argv.slice(2), Object.keys(works));
	if (!options) process.stdout.write(`${usage}\nworks: ${Object.keys(works).join(", ")}\n`);
	else {
		const { rounds, only, singles, quick, out } = options;
		const usual = quick ? quickSizes : fullSizes;
		const plan: Plan = { rounds, sizes: { ...usual, singles: singles ?? usual.singles } };
		const chosen = Object.entries(works).filter(([name]) => only.length === 0 || only.includes(name));
		const facts = await machineFacts();
		const reportFor = ({ findings, failures }: Measured) =>
			reportOf({ findings, failures, facts, rounds, quick, date: new Date() });
		if (out !== undefined) mkdirSync(out, { recursive: true });
		const measured = await measure(
			chosen.map(([, make]) => make(plan)),
			(soFar) => {
				if (out === undefined) return;
				writeFileSync(join(out, "results.md"), reportFor(soFar));
				const chart = chartOf(soFar.findings);
				if (chart) writeFileSync(join(out, "chart.svg"), chart);
			},
		);
		process.stdout.write(`${tableOf(measured.findings)}\n`);
		if (out === undefined) process.stdout.write(`\n${reportFor(measured)}`);
		else process.stderr.write(`Wrote what was measured to ${out}\n`);
		if (measured.failures.length > 0) process.exitCode = 1;
	}
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 2;
}
