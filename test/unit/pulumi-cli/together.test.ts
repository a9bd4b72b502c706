import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { goRecipe } from "../../../tools/pulumi-cli/recipes.ts";
import { MainProgram } from "./mainProgram.ts";
import { Sandbox } from "./sandbox.ts";
import { until } from "./until.ts";

describe("Several processes that want a Pulumi CLI", () => {
	let sandbox: Sandbox;
	beforeEach(() => {
		sandbox = new Sandbox();
	});
	afterEach(() => sandbox.remove());

	function leaveLock(text: string): string {
		mkdirSync(join(sandbox.cache, "making-abcdef"), { recursive: true });
		const lock = join(sandbox.cache, "lock");
		writeFileSync(lock, text);
		return lock;
	}

	it("build it once: the second one waits, says so, and takes what the first one built", async () => {
		const goOn = join(sandbox.folder, "go-on");
		sandbox.go(`await new Promise((resolve) => {
			const poll = setInterval(() => existsSync(${JSON.stringify(goOn)}) && resolve(clearInterval(poll)), 20);
		});`);
		const both = [new MainProgram(sandbox), new MainProgram(sandbox)];
		await until("one to wait", () => both.some((program) => program.stderr.includes("Waiting for process")));
		writeFileSync(goOn, "");
		expect(await Promise.all(both.map((program) => program.end))).to.deep.equal([0, 0]);
		expect(sandbox.goRuns().filter((run) => run.startsWith("build "))).to.have.length(2);
		const pulumi = join(sandbox.cache, goRecipe.folder, "bin", "pulumi");
		expect(both.map((program) => program.stdout).sort()).to.deep.equal([
			`Pulumi CLI ${goRecipe.version} (just built): ${pulumi}\n`,
			`Pulumi CLI ${goRecipe.version} (kept from before): ${pulumi}\n`,
		]);
		expect(sandbox.inCache()).to.deep.equal([goRecipe.folder]);
	});

	it("do not wait for one that was killed, and remove what it left", async () => {
		const { pid } = spawnSync("/bin/sh", ["-c", ":"]);
		leaveLock(JSON.stringify({ pid, host: hostname(), id: "killed" }));
		sandbox.go();
		expect((await sandbox.ensure()).origin).to.equal("go");
		expect(sandbox.inCache()).to.deep.equal([goRecipe.folder]);
	});

	it("do not wait for one on another machine that has been silent for long", async () => {
		const lock = leaveLock(JSON.stringify({ pid: 1, host: "elsewhere", id: "silent" }));
		const longAgo = new Date(Date.now() - 120_000);
		utimesSync(lock, longAgo, longAgo);
		sandbox.go();
		expect((await sandbox.ensure()).origin).to.equal("go");
	});

	it("do wait for one on another machine that is at work, as long as they are not interrupted", async () => {
		const lock = leaveLock(JSON.stringify({ pid: 1, host: "elsewhere", id: "at work" }));
		sandbox.go();
		const interruption = new AbortController();
		const found = sandbox.ensure({ signal: interruption.signal }).catch((error: Error) => error.name);
		await until("the word that it waits", () => sandbox.said.length > 0);
		expect(sandbox.said[0]).to.equal("Waiting for process 1, which is getting the Pulumi CLI too.");
		interruption.abort();
		expect(await found).to.equal("AbortError");
		expect(existsSync(lock)).to.equal(true);
		expect(sandbox.goRuns()).to.deep.equal([]);
	});
});
