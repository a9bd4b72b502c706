import { expect } from "chai";
import { oldNode } from "#review/oldNode";
import { readManifest } from "../../support/manifest.ts";

describe("the Node.js check of cognito-feedback", () => {
	it("accepts the versions that package.json requires, and no older ones", () => {
		expect(readManifest("review").engines).to.deep.equal({ node: ">=22.12" });
		for (const version of ["22.12.0", "22.23.2", "24.0.0"]) expect(oldNode(version)).to.equal(undefined);
		for (const version of ["18.20.1", "20.20.2", "22.11.0"]) {
			expect(oldNode(version)).to.include("Node.js 22.12 or newer").and.include(`running on ${version}`);
		}
	});
});
