import { parseArgs } from "node:util";

export interface FaultOptions {
	/** How many runs of each kind. */
	readonly runs: number;
	/** The kinds of faults, by name; all where it is empty. */
	readonly only: readonly string[];
	/** Whether the table is written down: only that of a whole run is. */
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
 * Reads the command line; `undefined` where help is asked for.
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
