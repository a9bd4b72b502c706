import { expect } from "chai";
import { kinds } from "../../faults/kinds.ts";
import { faultMatrix } from "../../faults/matrix.ts";
import { isClean } from "../../faults/report.ts";
import { scenarios } from "../../faults/scenarios.ts";
import { fakeAwsEnvironment } from "../../support/fakeAwsEnvironment.ts";

describe("Runs with faults end right, or clearly and are finished by the next, with nothing lost or sent twice:", () => {
	fakeAwsEnvironment();

	for (const { name } of kinds) {
		it(name, async () => {
			const said: string[] = [];
			const rows = await faultMatrix({ runs: 3, only: [name], progress: (line) => said.push(line) });
			expect(rows).to.have.lengthOf(scenarios.length);
			for (const row of rows) {
				expect(row, said.join("\n")).to.include({ runs: 3, lost: 0, wrong: 0, sentTwice: 0 });
				expect(isClean(row), said.join("\n")).to.equal(true);
			}
		});
	}
});
