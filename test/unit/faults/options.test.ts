import { expect } from "chai";
import { readFaultOptions } from "../../faults/options.ts";

const kinds = ["throttling", "bad JSON"];

describe("runs with faults: options", () => {
	it("run each kind a hundred times, and write the table", () => {
		expect(readFaultOptions([], kinds)).to.deep.equal({ runs: 100, only: [], write: true });
	});

	it("write no table of a partial run", () => {
		expect(readFaultOptions(["--quick"], kinds)).to.deep.equal({ runs: 3, only: [], write: false });
		expect(readFaultOptions(["--runs", "99"], kinds)?.write).to.equal(false);
		expect(readFaultOptions(["--only", "bad JSON"], kinds)).to.deep.equal({
			runs: 100,
			only: ["bad JSON"],
			write: false,
		});
	});

	it("reject an unknown kind, and name the known ones", () => {
		expect(() => readFaultOptions(["--only", "JSON"], kinds)).to.throw(
			"unknown: JSON; `--only` takes one of: throttling, bad JSON",
		);
	});

	for (const runs of ["0", "1.5", "many"])
		it(`reject ${runs} runs`, () => {
			expect(() => readFaultOptions([`--runs=${runs}`], kinds)).to.throw("--runs");
		});

	it("include help", () => {
		expect(readFaultOptions(["--help"], kinds)).to.equal(undefined);
	});
});
