import { markdownTable } from "markdown-table";
import { type ChartLine, drawChart } from "./chart.ts";
import type { Findings, ResultRow } from "./findings.ts";

export interface ReportInput {
	readonly findings: readonly Findings[];
	/** The works that could not be measured, with the reasons. */
	readonly failures: readonly string[];
	/** The machine that it was measured on. */
	readonly facts: readonly string[];
	readonly rounds: number;
	readonly quick: boolean;
	readonly date: Date;
}

/** The main table: one row for each work. */
export function tableOf(findings: readonly Findings[]): string {
	const rows = findings.flatMap(({ rows = [] }) => rows);
	return markdownTable([
		["work", "to reach", "measured", "spread", "medians", "verdict"],
		...rows.map(({ work, target, measured, spread, medians, verdict }: ResultRow) => [
			work,
			target,
			measured,
			spread,
			medians,
			verdict === "missed" ? "**missed**" : verdict,
		]),
	]);
}

/** The results as Markdown. */
export function reportOf({ findings, failures, facts, rounds, quick, date }: ReportInput): string {
	const sections = findings.flatMap(({ sections = [] }) => sections);
	const parts = [
		"# Benchmark",
		"Written by `npm run bench`; do not edit.",
		...(quick
			? ["**A quick run with tiny sizes: it shows that everything runs, and its numbers mean nothing.**"]
			: []),
		[
			`- ${date.toISOString().slice(0, 10)}, ${rounds === 1 ? "1 round" : `${rounds} rounds`}`,
			...facts.map((fact) => `- ${fact}`),
		].join("\n"),
		"Competitors take turns (A B A B …) in each round, after a warm-up. A ratio is the median of the ratios of each round, and its spread the smallest and the largest of them, since a machine's speed drifts by half within minutes. `up` is `pulumi up --yes --skip-preview`. The server is a local Cognito in a process of its own that responds at once. The 10,000 configured as `requestsPerSecond` is more than the machine can make, so that nothing waits but where a quota is named. Runs at the quota, of memory and of the AWS CLI take two rounds at most, and sets with evidence of growing size one.",
		tableOf(findings),
		...failures.map((failure) => `**Not measured:**\n\n\`\`\`\n${failure.trim()}\n\`\`\``),
		...sections.flatMap(({ title, text, head, rows }) => [
			`## ${title}`,
			text,
			markdownTable([head, ...rows]),
		]),
	];
	return `${parts.join("\n\n")}\n`;
}

/** The chart of time by number of decisions; `undefined` if there are too few points. */
export function chartOf(findings: readonly Findings[]): string | undefined {
	const points = findings.flatMap(({ points = [] }) => points);
	const lines: ChartLine[] = [...Map.groupBy(points, ({ line }) => line)]
		.map(([name, of]) => ({
			name,
			points: of
				.map(({ decisions, seconds }) => [decisions, seconds] as const)
				.toSorted(([one], [other]) => one - other),
		}))
		.filter(({ points: of }) => of.length > 1);
	if (lines.length === 0) return undefined;
	return drawChart({
		title: "Time of “pulumi up” against the number of decisions",
		x: "decisions",
		y: "seconds",
		lines,
	});
}
