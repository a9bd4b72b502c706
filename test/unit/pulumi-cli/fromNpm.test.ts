import { join } from "node:path";
import { expect } from "chai";
import { npmRecipe } from "../../../tools/pulumi-cli/recipes.ts";
import { Sandbox } from "./sandbox.ts";

/** What the real launcher does, less the network. */
const goodLauncher = `
	const { mkdirSync, writeFileSync } = require("node:fs");
	const bin = process.env.PULUMI_HOME + "/versions/" + process.env.PULUMI_VERSION + "/bin";
	mkdirSync(bin, { recursive: true });
	const text = "#!/bin/sh\\necho v" + process.env.PULUMI_VERSION + "\\n";
	for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"])
		writeFileSync(bin + "/" + name, text, { mode: 0o755 });`;

describe("The Pulumi CLI from the npm package", () => {
	let sandbox: Sandbox;
	beforeEach(() => {
		sandbox = new Sandbox();
	});
	afterEach(() => sandbox.remove());

	it("is fetched once and kept", async () => {
		sandbox.npm(goodLauncher);
		const bin = join(sandbox.cache, npmRecipe.folder, "bin");
		expect(await sandbox.ensure()).to.deep.equal({
			pulumi: join(bin, "pulumi"),
			binFolders: [bin],
			version: npmRecipe.version,
			origin: "npm",
		});
		expect(sandbox.said).to.have.length(1);
		expect(sandbox.said[0]).to.match(/^Fetching the Pulumi CLI .* 6 minutes at most\.$/);
		expect(sandbox.inCache()).to.deep.equal([npmRecipe.folder]);
		expect((await sandbox.ensure()).origin).to.equal("cache");
	});

	it("gives way to the Go build where its download fails", async () => {
		sandbox.npm(`console.error("pulumi: fetch failed"); process.exitCode = 1;`);
		sandbox.go();
		expect((await sandbox.ensure()).origin).to.equal("go");
		expect(sandbox.said[1]).to.equal("That did not work: its download failed: pulumi: fetch failed.");
	});

	it("gives way to the Go build where its download hangs", async () => {
		sandbox.npm("setInterval(() => {}, 1000);");
		sandbox.go();
		expect((await sandbox.ensure({ limits: { npmDownload: 300 } })).origin).to.equal("go");
		expect(sandbox.said[1]).to.equal("That did not work: its download failed: no end after 0.3 s.");
	});

	it("gives way to the Go build where npm hangs", async () => {
		sandbox.program("npm", "setInterval(() => {}, 1000);");
		sandbox.go();
		expect((await sandbox.ensure({ limits: { npmInstall: 300 } })).origin).to.equal("go");
		expect(sandbox.said[1]).to.equal("That did not work: npm could not install it: no end after 0.3 s.");
	});

	it("says what npm said, less what says nothing", async () => {
		const lines = [
			"npm error code ENOTFOUND",
			"npm error network request failed, reason: no such host",
			"npm error A complete log of this run can be found in: somewhere",
		];
		sandbox.program("npm", `console.error(${JSON.stringify(lines.join("\n"))}); process.exitCode = 1;`);
		expect(await sandbox.refusal()).to.match(
			/npm could not install it: network request failed, reason: no such host$/m,
		);
	});

	it("is not taken where it is another version than the one asked for", async () => {
		sandbox.npm(goodLauncher.replace('echo v" + process.env.PULUMI_VERSION', 'echo v3.1.0"'));
		expect(await sandbox.refusal()).to.contain(`says that it is 3.1.0, not ${npmRecipe.version}\n`);
		expect(sandbox.inCache()).to.deep.equal([]);
	});

	it("is installed apart from the workspaces that npm itself was asked for", async () => {
		sandbox.program(
			"npm",
			`console.error(Object.keys(process.env).filter((name) => name.startsWith("npm_config_")).join());
			process.exitCode = 1;`,
		);
		Object.assign(sandbox.env, { npm_config_workspace: "provider", npm_config_registry: "kept" });
		expect(await sandbox.refusal()).to.contain("npm could not install it: npm_config_registry\n");
	});
});
