import { rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { executable, Sandbox } from "./sandbox.ts";

describe("The Pulumi CLI on PATH", () => {
	let sandbox: Sandbox;
	beforeEach(() => {
		sandbox = new Sandbox();
	});
	afterEach(() => sandbox.remove());

	it("is taken, without a word", async () => {
		const pulumi = sandbox.cli("3.210.0");
		expect(await sandbox.ensure()).to.deep.equal({
			pulumi,
			binFolders: [],
			version: "3.210.0",
			origin: "path",
		});
		expect(sandbox.said).to.deep.equal([]);
		expect(sandbox.inCache()).to.deep.equal([]);
	});

	it("is taken where its language host is elsewhere on PATH", async () => {
		const pulumi = sandbox.cli("3.210.0");
		rmSync(join(sandbox.bin, "pulumi-language-nodejs"));
		const elsewhere = join(sandbox.folder, "elsewhere");
		executable(join(elsewhere, "pulumi-language-nodejs"), "exit 0");
		sandbox.env.PATH += `:${elsewhere}`;
		expect((await sandbox.ensure()).pulumi).to.equal(pulumi);
	});

	it("is taken where a link leads to it and its language host", async () => {
		const real = sandbox.cli("3.210.0", join(sandbox.folder, "real"));
		symlinkSync(real, join(sandbox.bin, "pulumi"));
		expect((await sandbox.ensure()).origin).to.equal("path");
	});

	it("is passed over where it is too old", async () => {
		const pulumi = sandbox.cli("3.199.9");
		expect(await sandbox.refusal()).to.contain(`on PATH: ${pulumi} is 3.199.9, older than 3.200.0\n`);
		expect(sandbox.said[0]).to.equal(
			`Passing over the Pulumi CLI on PATH: ${pulumi} is 3.199.9, older than 3.200.0.`,
		);
	});

	for (const name of ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
		it(`is passed over without ${name}`, async () => {
			const pulumi = sandbox.cli("3.210.0");
			rmSync(join(sandbox.bin, name));
			expect(await sandbox.refusal()).to.contain(
				`on PATH: ${pulumi} has no ${name} beside it, nor is one on PATH\n`,
			);
		});
	}

	it("is passed over where it does not run, or never ends", async () => {
		const pulumi = sandbox.cli("3.210.0");
		executable(pulumi, "exit 3");
		expect(await sandbox.refusal()).to.contain(`${pulumi} does not run (exit code 3)\n`);
		sandbox.program("pulumi", "setInterval(() => {}, 1000);");
		expect(await sandbox.refusal({ limits: { version: 300 } })).to.contain(
			`${pulumi} does not run (no end after 0.3 s)\n`,
		);
	});

	it("is not an npm package's launcher, and comes first on the PATH to use, but not before Node", async () => {
		const launcher = join(sandbox.folder, "node_modules", ".bin");
		sandbox.cli("3.220.0", launcher);
		sandbox.env.PATH = `${launcher}:${sandbox.bin}`;
		expect(await sandbox.refusal()).to.contain(
			`on PATH: ${launcher}/pulumi is only the launcher of an npm package\n`,
		);
		const pulumi = sandbox.cli("3.210.0");
		const found = await sandbox.ensure();
		expect(found.pulumi).to.equal(pulumi);
		expect(found.binFolders).to.deep.equal([dirname(process.execPath), sandbox.bin]);
	});
});
