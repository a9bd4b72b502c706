import { expect } from "chai";
import { readOptions } from "../../faults/options.ts";

const kinds = ["throttling", "bad JSON"];

describe("runs with faults: options", () => {
	it("run each kind a hundred times, and write it down", () => {
		expect(readOptions([], kinds)).to.deep.equal({ runs: 100, only: [], write: true });
	});

	it("write nothing of a part", () => {
		expect(readOptions(["--quick"], kinds)).to.deep.equal({ runs: 3, only: [], write: false });
		expect(readOptions(["--runs", "99"], kinds)?.write).to.equal(false);
		expect(readOptions(["--only", "bad JSON"], kinds)).to.deep.equal({
			runs: 100,
			only: ["bad JSON"],
			write: false,
		});
	});

	it("refuse a kind that is not known, and name those that are", () => {
		expect(() => readOptions(["--only", "JSON"], kinds)).to.throw(
			"unknown: JSON; `--only` takes one of: throttling, bad JSON",
		);
	});

	for (const runs of ["0", "1.5", "many"])
		it(`refuse ${runs} runs`, () => {
			expect(() => readOptions([`--runs=${runs}`], kinds)).to.throw("--runs");
		});

	it("show help", () => {
		expect(readOptions(["--help"], kinds)).to.equal(undefined);
	});
});
