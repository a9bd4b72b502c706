import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { pinned } from "../../../tools/pulumi-cli/pins.ts";
import { MainProgram } from "./mainProgram.ts";
import { Sandbox } from "./sandbox.ts";

describe("Where there is no Pulumi CLI and none can be had", () => {
	let sandbox: Sandbox;
	beforeEach(() => {
		sandbox = new Sandbox();
	});
	afterEach(() => sandbox.remove());

	it("one message names what was tried and what to do", async () => {
		const program = new MainProgram(sandbox);
		expect(await program.end).to.equal(1);
		expect(program.stdout).to.equal("");
		expect(program.stderr.split("\n")).to.deep.equal([
			"There is no Pulumi CLI, and none could be had:",
			"  - on PATH: no pulumi",
			`  - kept from before: none in ${sandbox.cache}`,
			`  - the npm package pulumi ${pinned.npm}: no npm on PATH`,
			"  - a build from Go modules: no go on PATH",
			"Do one of these, then try again:",
			"  - install the Pulumi CLI 3.200.0 or newer (Pulumi's installer or a package manager) and have its folder on PATH",
			"  - let this machine reach the npm registry and Pulumi's download site, so that npm can fetch the CLI",
			`  - install Go ${pinned.go} or newer, with a Go module proxy in reach, so that the CLI can be built`,
			"",
		]);
	});

	it("the message ends what was said on the way, without a stack trace", async () => {
		sandbox.npm(`throw new Error("no network");`);
		sandbox.program("go", `console.error("go: no network"); process.exitCode = 1;`);
		const program = new MainProgram(sandbox);
		expect(await program.end).to.equal(1);
		expect(program.stderr).to.match(/its download failed: .*no network/);
		expect(program.stderr).to.contain("      go: no network\n");
		expect(program.stderr).not.to.match(/^\s+at /m);
	});

	it("the message names the variable that moves the cache, where that cannot be written", async () => {
		const file = join(sandbox.folder, "file");
		writeFileSync(file, "");
		sandbox.env.PULUMI_COGNITO_FEEDBACK_CACHE = join(file, "cache");
		sandbox.go();
		const program = new MainProgram(sandbox);
		expect(await program.end).to.equal(1);
		expect(program.stderr).to.contain(`cannot write to ${join(file, "cache")} (ENOTDIR)\n`);
		expect(program.stderr).to.contain("set PULUMI_COGNITO_FEEDBACK_CACHE to a folder that can be written");
		expect(program.stderr).not.to.contain("Go modules");
	});
});
