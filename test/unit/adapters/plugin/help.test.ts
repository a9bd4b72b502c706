import { expect } from "chai";
import { textFor } from "#provider/adapters/plugin/help";

describe("the plugin, started by hand", () => {
	it("prints help and its version", () => {
		for (const option of ["--help", "-h"])
			expect(textFor([option])).to.include("--version  print the version");
		expect(textFor(["--version"])).to.match(/^\d+\.\d+\.\d+\n$/);
	});

	it("serves with the arguments that the engine gives", () => {
		expect(textFor([])).to.equal(undefined);
		expect(textFor(["-logtostderr", "-v=9", "127.0.0.1:1234"])).to.equal(undefined);
	});
});
