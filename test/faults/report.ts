import { markdownTable } from "markdown-table";
import type { FaultCounts } from "./counts.ts";

export function faultTableOf(rows: readonly FaultCounts[]): string {
	return markdownTable([
		["fault", "runs", "right", "finished", "lost", "wrong", "sent twice"],
		...rows.map(({ fault, ...counts }) => [
			fault,
			...[counts.runs, counts.right, counts.finished, counts.lost, counts.wrong, counts.sentTwice].map(
				String,
			),
		]),
	]);
}

/**
 * Whether every run succeeded, or failed with a clear error and was completed by the next one, and nothing was lost, wrong or
 * sent twice.
 */
export function isClean({ runs, right, finished, lost, wrong, sentTwice }: FaultCounts): boolean {
	return right + finished === runs && lost + wrong + sentTwice === 0;
}

/** The table with its explanation, as Markdown. */
export function faultReportOf(rows: readonly FaultCounts[], facts: readonly string[]): string {
	const parts = [
		"# Runs with faults",
		"Written by `npm run faults`; do not edit.",
		facts.map((fact) => `- ${fact}`).join("\n"),
		"In each run one kind of fault strikes at some of the requests, at moments that a seed decides: the same in each measurement. A run has eight decisions, some of them in state already, unchanged and changed, and some new. `singles` and `a set` apply them while the fault lasts. `taken back` does so too, and where that fails, the program goes back to the old values. `look-ups` previews them, `refresh` reads them after someone changed some feedback, and an `up` without a fault follows. What failed is run again without the fault. The provider is the real one with the real AWS SDK, and the server the emulator, over HTTP. `refused role` strikes at a stub of AWS STS, whose credentials are renewed before each request, and `proxy that cuts` at an HTTPS proxy on the way; what Pulumi's engine does is done in the same process, so that thousands of runs take minutes.",
		[
			"- **right**: the command succeeded at once, despite the fault.",
			"- **finished**: it failed with an error that says what to do, and the next one, without the fault, finished it. In both cases state and server then hold exactly what is declared, and one more `up` makes no request.",
			"- **lost**: decisions that state claims and the server does not hold, in the end.",
			"- **wrong**: decisions of which the server holds another value than the program declares, in the end.",
			"- **sent twice**: feedback that the server took though it held that already, beyond what was in flight when the fault struck: a request whose response was lost is made again within the same command, since no one can know.",
		].join("\n"),
		faultTableOf(rows),
	];
	return `${parts.join("\n\n")}\n`;
}
