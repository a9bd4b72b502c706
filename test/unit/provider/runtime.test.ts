import { expect } from "chai";
import { oldPulumi, whyNotNode, whyNotPulumi } from "#provider/runtime";
import { readManifest } from "../../support/manifest.ts";

describe("The check of the required Node.js and Pulumi versions", () => {
	const { engines, peerDependencies } = readManifest("provider");
	const oldest = peerDependencies?.["@pulumi/pulumi"]?.replace("^", "");

	it("accepts the versions of Node.js that package.json requires, and no older ones", () => {
		expect(engines).to.deep.equal({ node: ">=22" });
		for (const node of ["22.0.0", "24.21.0"]) expect(whyNotNode(node)).to.equal(undefined);
		expect(whyNotNode("20.20.2")).to.include("requires Node.js 22 or newer, but is running on 20.20.2");
	});

	it("names the oldest @pulumi/pulumi that package.json allows", () => {
		expect(oldPulumi).to.include(`\`@pulumi/pulumi\` ${oldest} or newer`);
	});

	it("lets a plugin run with that version and newer ones, but not with an older one or without one", () => {
		for (const version of [oldest, "3.270.0", "4.0.0"]) expect(whyNotPulumi(version)).to.equal(undefined);
		for (const [version, said] of [
			["3.138.0", "3.138.0 is installed"],
			["2.200.1", "2.200.1 is installed"],
			[undefined, "it is not installed"],
		]) {
			expect(whyNotPulumi(version)).to.include(`\`@pulumi/pulumi\` ${oldest} or newer, but ${said}`);
		}
	});
});
