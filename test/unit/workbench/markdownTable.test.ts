import { expect } from "chai";
import { markdownTable } from "../../../tools/workbench/markdownTable.ts";

describe("bench: table", () => {
	it("aligns its columns", () => {
		expect(markdownTable(["work", "to reach"], [["a", "≤ 1.10 × the floor"]])).to.equal(
			[
				"| work | to reach           |",
				"| ---- | ------------------ |",
				"| a    | ≤ 1.10 × the floor |",
			].join("\n"),
		);
	});

	it("keeps a cell one cell", () => {
		expect(markdownTable(["a"], [["x|y\nz"]])).to.contain("| x\\|y z |");
	});

	it("fills up a row that is too short", () => {
		expect(markdownTable(["aaa", "bbb"], [["1"]]).split("\n")[2]).to.equal("| 1   |     |");
	});
});
