import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
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

describe("The memory of a provider's process", () => {
	/** The size of the young generation in megabytes: before a collection, after it, and after more work. */
	const sizes = `
		const { getHeapSpaceStatistics } = require("node:v8");
		const { collectGarbage, keepHeapSmall } = require(${JSON.stringify(fileURLToPath(import.meta.resolve("#provider/runtime")))});
		const size = () => getHeapSpaceStatistics().find((space) => space.space_name === "new_space").space_size / 1e6;
		const work = () => { for (let kept = [], i = 0; i < 3e6; i++) kept.length > 2e5 ? (kept = []) : kept.push({ i }); };
		work();
		const before = size();
		keepHeapSmall();
		collectGarbage();
		const after = size();
		work();
		console.log(JSON.stringify([before, after, size()]));`;

	it("has a young generation of 16 MB after a collection, neither the least nor what loading took", () => {
		const [before, after, later] = JSON.parse(
			execFileSync(process.execPath, ["-e", sizes], { encoding: "utf8" }),
		);
		expect(before).to.be.above(30);
		expect(after).to.be.within(15, 18);
		expect(later).to.be.within(15, 18);
	});
});
