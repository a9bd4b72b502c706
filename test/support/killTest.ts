import { expect } from "chai";
import { plugin } from "../../workbench/project/adapters.ts";
import { type KillRow, killName, killRunsOf } from "../faults/kills.ts";
import { setOf200, singles50 } from "../faults/works.ts";

/** The rows that are killed in the middle in each `npm test`. */
export const usualKills: readonly KillRow[] = [
	{ victim: "the provider", work: setOf200, isUpdate: false },
	{ victim: "the CLI", work: singles50, isUpdate: false, adapter: plugin },
];

/**
 * A test of runs that are killed, each of which has to be finished by the next.
 *
 * @param moments The requests to submit feedback that the runs are killed at; 0 is before the first.
 */
export function killTest(row: KillRow, moments: readonly number[]): Mocha.Test {
	const title = `${killName(row)}: what Pulumi asks for and \`up\` finish it, with nothing lost, wrong or sent twice`;
	return it(title, async () => {
		const lines: string[] = [];
		const counts = await killRunsOf(row, moments, (line) => lines.push(line));
		expect(counts, lines.join("\n")).to.deep.equal({
			fault: killName(row),
			runs: moments.length,
			right: 0,
			finished: moments.length,
			lost: 0,
			wrong: 0,
			sentTwice: 0,
		});
	});
}
