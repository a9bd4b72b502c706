import { expect } from "chai";
import type { FaultCounts } from "../../faults/counts.ts";
import { kinds } from "../../faults/kinds.ts";
import { faultMatrix } from "../../faults/matrix.ts";
import { isClean } from "../../faults/report.ts";
import { scenarios } from "../../faults/scenarios.ts";

describe("Runs with faults succeed, or fail clearly and are completed by the next, with nothing lost or sent twice:", () => {
	const runs = 1;
	const printed: string[] = [];
	let matrix: Promise<readonly FaultCounts[]>;

	// Runs mostly wait, so all kinds run concurrently.
	before(() => {
		matrix = faultMatrix({ runs, progress: (line) => printed.push(line) });
	});

	for (const { name } of kinds) {
		it(name, async () => {
			const rows = (await matrix).filter(({ fault }) => fault.startsWith(`${name}: `));
			expect(rows).to.have.lengthOf(scenarios.length);
			for (const row of rows) {
				expect(row, printed.join("\n")).to.include({ runs, lost: 0, wrong: 0, sentTwice: 0 });
				expect(isClean(row), printed.join("\n")).to.equal(true);
			}
		});
	}
});
