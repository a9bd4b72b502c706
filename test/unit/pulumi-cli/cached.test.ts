import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { goRecipe, npmRecipe } from "../../../tools/pulumi-cli/recipes.ts";
import { Sandbox } from "./sandbox.ts";

describe("The Pulumi CLI kept from before", () => {
	let sandbox: Sandbox;
	let goBin: string;
	beforeEach(() => {
		sandbox = new Sandbox();
		goBin = join(sandbox.cache, goRecipe.folder, "bin");
	});
	afterEach(() => sandbox.remove());

	it("is taken, without a word", async () => {
		const pulumi = sandbox.cli(goRecipe.version, goBin);
		expect(await sandbox.ensure()).to.deep.equal({
			pulumi,
			binFolders: [goBin],
			version: goRecipe.version,
			origin: "cache",
		});
		expect(sandbox.said).to.deep.equal([]);
	});

	it("is taken where the one on PATH is too old", async () => {
		sandbox.cli("3.100.0");
		const pulumi = sandbox.cli(goRecipe.version, goBin);
		expect((await sandbox.ensure()).pulumi).to.equal(pulumi);
	});

	it("is rather the one fetched than the one built, as long as that works", async () => {
		sandbox.cli(goRecipe.version, goBin);
		const npmBin = join(sandbox.cache, npmRecipe.folder, "bin");
		sandbox.cli(npmRecipe.version, npmBin);
		expect((await sandbox.ensure()).version).to.equal(npmRecipe.version);
		rmSync(join(npmBin, "pulumi"));
		expect((await sandbox.ensure()).version).to.equal(goRecipe.version);
	});

	it("is never a half-made one, which is removed", async () => {
		sandbox.cli(goRecipe.version, join(sandbox.cache, "making-abcdef", "whole", "bin"));
		expect(await sandbox.refusal()).to.contain(`kept from before: none in ${sandbox.cache}\n`);
		expect(sandbox.inCache()).to.deep.equal([]);
	});

	it("is made anew where files of it were lost, or it is another version", async () => {
		sandbox.go();
		mkdirSync(goBin, { recursive: true });
		expect((await sandbox.ensure()).origin).to.equal("go");
		sandbox.cli("3.1.0", goBin);
		expect((await sandbox.ensure()).origin).to.equal("go");
		expect((await sandbox.ensure()).origin).to.equal("cache");
		expect(sandbox.inCache()).to.deep.equal([goRecipe.folder]);
	});
});
