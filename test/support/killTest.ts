import { expect } from "chai";
import { plugin } from "../../workbench/project/adapters.ts";
import { type KillRow, killName, killRunsOf } from "../faults/kills.ts";
import { setOf200, singles50 } from "../faults/works.ts";

/** The kills in the middle of a run that each `npm test` covers. */
export const usualKills: readonly KillRow[] = [
	{ victim: "the provider", work: setOf200, isUpdate: false },
	{ victim: "the CLI", work: singles50, isUpdate: false, adapter: plugin },
];

/**
 * Tests that each killed run is completed by the next one.
 *
 * @param moments The numbers of the feedback requests at which the runs are killed; 0 is before the first.
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
