import { parseArgs } from "node:util";

export interface BenchOptions {
	/** How often competitors take turns, after a warm-up. */
	readonly rounds: number;
	/** The works to measure, by name; all where it is empty. */
	readonly only: readonly string[];
	/** Single resources, in place of the usual number: with few of them the work does not take half an hour. */
	readonly singles: number | undefined;
	/** Tiny sizes: shows that everything runs, and measures nothing worth a word. */
	readonly quick: boolean;
	/** The folder for `results.md` and `chart.svg`; `undefined` writes none. */
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
 * Reads the command line; `undefined` where help is asked for.
 *
 * @throws with a message for the user
 */
export function readOptions(args: readonly string[], works: readonly string[]): BenchOptions | undefined {
	const { values, positionals } = parseArgs({
		args: [...args],
		// `--only set singles` reads better than `--only set --only singles`; both work.
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
