import { expect } from "chai";
import { readOptions } from "../../../bench/options.ts";

const works = ["set", "singles"];

describe("bench: options", () => {
	it("measure everything five times and write the results by default", () => {
		const { out, ...options } = readOptions([], works) ?? {};
		expect(options).to.deep.equal({ rounds: 5, only: [], singles: undefined, quick: false });
		expect(out).to.match(/bench$/);
	});

	it("write no results of a part or of tiny sizes without a folder", () => {
		expect(readOptions(["--quick"], works)?.out).to.equal(undefined);
		expect(readOptions(["--only", "set"], works)?.out).to.equal(undefined);
		expect(readOptions(["--singles", "100"], works)).to.deep.include({ singles: 100, out: undefined });
		expect(readOptions(["--only", "set", "--out", "there"], works)?.out).to.equal("there");
	});

	it("accept several works after one `--only` or after several", () => {
		for (const args of [
			["--only", "set", "singles"],
			["--only", "set", "--only", "singles"],
		])
			expect(readOptions(args, works)?.only).to.deep.equal(works);
	});

	it("reject an unknown work, and name the known ones", () => {
		expect(() => readOptions(["--only", "sets"], works)).to.throw("sets; `--only` takes set, singles");
		expect(() => readOptions(["set"], works)).to.throw("set; `--only` takes");
	});

	for (const rounds of ["0", "1.5", "many", "-1"])
		it(`reject ${rounds} rounds and single resources`, () => {
			expect(() => readOptions([`--rounds=${rounds}`], works)).to.throw("--rounds");
			expect(() => readOptions([`--singles=${rounds}`], works)).to.throw("--singles");
		});

	it("include help", () => {
		expect(readOptions(["--help"], works)).to.equal(undefined);
	});
});
