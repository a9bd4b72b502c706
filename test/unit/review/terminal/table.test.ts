import { expect } from "chai";
import { Columns, table, widthOf } from "#review/terminal/table";

describe("a table in the terminal", () => {
	it("has columns as wide as their content, and no trailing space", () => {
		expect(
			table(
				["A", "LONG"],
				[
					["one", "x"],
					["", ""],
				],
			),
		).to.equal("A    LONG\none  x\n\n");
	});

	it("keeps its columns aligned with wide characters, combining accents and emoji", () => {
		const names = ["東京", "Zoë", "Zoe\u0308", "한국", "👩‍👩‍👧", "カナ"];
		const lines = table(
			["N", "M"],
			names.map((name) => [name, "|"]),
		)
			.trimEnd()
			.split("\n");
		const widths = lines.slice(1).map((line) => widthOf(line.slice(0, line.indexOf("|"))));
		expect(new Set(widths)).to.deep.equal(new Set([6]));
		expect(names.map(widthOf)).to.deep.equal([4, 3, 3, 4, 2, 4]);
	});

	it("makes control characters visible, and counts no width for color", () => {
		const columns = new Columns(2);
		const rows = [
			["A", "B"],
			["a\u001b[2J\nb", "c"],
		];
		for (const row of rows) columns.fit(row);
		const lines = rows.map((row) => columns.line(row, (cell, column) => (column === 0 ? `<${cell}>` : cell)));
		expect(lines).to.deep.equal(["<A>        B\n", "<a\uFFFD[2J\uFFFDb>  c\n"]);
	});

	it("omits a column without content", () => {
		expect(table(["A", "", "B"], [["a", "", "b"]])).to.equal("A  B\na  b\n");
	});
});
