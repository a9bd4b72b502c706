import { expect } from "chai";
import { isAtLeast, versionIn } from "../../../tools/pulumi-cli/version.ts";

describe("The Pulumi CLI's version", () => {
	it("is read from what `pulumi version` prints", () => {
		expect(versionIn("v3.255.0\n")).to.equal("3.255.0");
		expect(versionIn("3.9.10")).to.equal("3.9.10");
		expect(versionIn("v3.256.0-alpha.1+dirty\n")).to.equal("3.256.0");
		expect(versionIn("warning: something\nv3.255.0\n")).to.equal("3.255.0");
		expect(versionIn("pulumi: fetch failed")).to.equal(undefined);
	});

	it("is compared by number", () => {
		expect(isAtLeast("3.200.0", "3.200.0")).to.equal(true);
		expect(isAtLeast("3.1000.0", "3.200.0")).to.equal(true);
		expect(isAtLeast("4.0.0", "3.200.0")).to.equal(true);
		expect(isAtLeast("3.199.9", "3.200.0")).to.equal(false);
		expect(isAtLeast("2.300.0", "3.200.0")).to.equal(false);
	});
});
