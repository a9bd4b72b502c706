import { expect } from "chai";
import { oldPulumi, refuseOldNode } from "#provider/oldRuntime";
import { readManifest } from "../../support/manifest.ts";

describe("resources: oldRuntime", () => {
	const { engines, peerDependencies } = readManifest("provider");

	it("lets the versions of Node.js pass that package.json asks for, and no older ones", () => {
		expect(engines).to.deep.equal({ node: ">=22" });
		for (const node of ["22.0.0", "24.21.0"]) expect(() => refuseOldNode({ node })).not.to.throw();
		expect(() => refuseOldNode({ node: "20.20.2" })).to.throw(
			"needs Node.js 22 or newer, and runs on 20.20.2",
		);
	});

	it("names the oldest @pulumi/pulumi that package.json asks for", () => {
		const oldest = peerDependencies?.["@pulumi/pulumi"]?.replace("^", "");
		expect(oldPulumi().message).to.include(`\`@pulumi/pulumi\` ${oldest} or newer`);
	});
});
