import { parseArgs } from "node:util";

export interface FaultOptions {
	/** The number of runs of each kind. */
	readonly runs: number;
	/** The names of the kinds of faults; all if empty. */
	readonly only: readonly string[];
	/** Whether to write the table to its file, which only a full run does. */
	readonly write: boolean;
}

export const usage = `npm run faults [-- options]

  --runs N      runs of each kind (default 100)
  --only KIND   only this kind of fault; may be given again
  --quick       three runs of each kind
  --help

A whole run, of all kinds and with the default number of runs, writes test/faults/results.md.`;

const usualRuns = 100;

/**
 * Parses the command line; `undefined` if it requests help.
 *
 * @throws with a message for the user
 */
export function readFaultOptions(
	args: readonly string[],
	kinds: readonly string[],
): FaultOptions | undefined {
	const { values } = parseArgs({
		args: [...args],
		options: {
			runs: { type: "string" },
			only: { type: "string", multiple: true, default: [] },
			quick: { type: "boolean", default: false },
			help: { type: "boolean", default: false },
		},
	});
	if (values.help) return undefined;
	const unknown = values.only.filter((name) => !kinds.includes(name));
	if (unknown.length > 0)
		throw new Error(`unknown: ${unknown.join(", ")}; \`--only\` takes one of: ${kinds.join(", ")}`);
	const runs = Number(values.runs ?? (values.quick ? 3 : usualRuns));
	if (!Number.isInteger(runs) || runs < 1)
		throw new Error(`--runs ${values.runs} is not a whole number of at least 1`);
	return { runs, only: values.only, write: runs >= usualRuns && values.only.length === 0 };
}
