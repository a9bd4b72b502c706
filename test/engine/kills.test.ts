import { expect } from "chai";
import { plugin } from "../../tools/pulumi-project/adapters.ts";
import { killRows, killRunsOf, nameOf } from "../faults/kills.ts";

describe("A run of which a process is killed", () => {
	const byPlugin = killRows.filter(({ isUpdate }) => !isUpdate).map((row) => ({ ...row, frontEnd: plugin }));

	for (const row of [...killRows, ...byPlugin]) {
		it(`is finished by what Pulumi asks for and \`up\`, with nothing lost, wrong or sent twice: ${nameOf(row)}`, async () => {
			const { count } = row.work;
			const middle = count / 2;
			const others = row.isUpdate || row.frontEnd ? [] : [row.victim === "the CLI" ? 0 : count];
			const writes = [middle, ...others];
			const said: string[] = [];
			const counts = await killRunsOf(row, writes, (line) => said.push(line));
			expect(counts, said.join("\n")).to.deep.equal({
				fault: nameOf(row),
				runs: writes.length,
				right: 0,
				finished: writes.length,
				lost: 0,
				wrong: 0,
				sentTwice: 0,
			});
		});
	}
});
