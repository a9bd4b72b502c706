import { parseArgs } from "node:util";

export interface BenchOptions {
	/** The number of rounds after a warm-up. */
	readonly rounds: number;
	/** The names of the works to measure; all if empty. */
	readonly only: readonly string[];
	/** The number of single resources instead of the default. With few of them, the work does not take half an hour. */
	readonly singles: number | undefined;
	/** Whether to use tiny sizes, which show that everything runs and measure nothing useful. */
	readonly quick: boolean;
	/** The folder for `results.md` and `chart.svg`; `undefined` writes no files. */
	readonly out: string | undefined;
}

export const usage = `npm run bench [-- options]

  --rounds N      rounds after the warm-up (default 5)
  --only WORK…    only these works; may be given again
  --singles N     single resources of the works with a resource each (default 500)
  --quick         tiny sizes, one round: a smoke test
  --out FOLDER    where to write results.md and chart.svg
                  (default bench/ for a whole run; with --only, --singles or --quick nothing is written)
  --help`;

/**
 * Parses the command line; `undefined` if it requests help.
 *
 * @throws with a message for the user
 */
export function readOptions(args: readonly string[], works: readonly string[]): BenchOptions | undefined {
	const { values, positionals } = parseArgs({
		args: [...args],
		// `--only set singles` is easier to read than `--only set --only singles`; both work.
		allowPositionals: true,
		options: {
			rounds: { type: "string" },
			only: { type: "string", multiple: true },
			singles: { type: "string" },
			quick: { type: "boolean", default: false },
			out: { type: "string" },
			help: { type: "boolean", default: false },
		},
	});
	if (values.help) return undefined;
	const only = values.only ? [...values.only, ...positionals] : positionals;
	const unknown = only.filter((name) => !works.includes(name));
	if (unknown.length > 0 || (only.length > 0 && !values.only))
		throw new Error(
			`unknown: ${(unknown.length > 0 ? unknown : only).join(", ")}; \`--only\` takes ${works.join(", ")}`,
		);
	const rounds = count("--rounds", values.rounds ?? (values.quick ? "1" : "5"));
	const singles = values.singles === undefined ? undefined : count("--singles", values.singles);
	const isWhole = !values.quick && only.length === 0 && singles === undefined;
	return {
		rounds,
		only,
		singles,
		quick: values.quick,
		out: values.out ?? (isWhole ? import.meta.dirname : undefined),
	};
}

function count(option: string, text: string): number {
	const number = Number(text);
	if (!Number.isInteger(number) || number < 1)
		throw new Error(`${option} ${text} is not a whole number of at least 1`);
	return number;
}
