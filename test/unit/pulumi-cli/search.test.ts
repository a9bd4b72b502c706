import { readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import * as go from "../../../tools/pulumi-cli/fromGo.ts";
import * as npm from "../../../tools/pulumi-cli/fromNpm.ts";
import { searchOf } from "../../../tools/pulumi-cli/search.ts";
import { awaiting, executable, Sandbox } from "./sandbox.ts";

/** Does the same as the real launcher, without the network. */
const launcher = `
	const { mkdirSync, writeFileSync } = require("node:fs");
	const bin = process.env.PULUMI_HOME + "/versions/" + process.env.PULUMI_VERSION + "/bin";
	mkdirSync(bin, { recursive: true });
	for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"])
		writeFileSync(bin + "/" + name, "#!/bin/sh\\necho v" + process.env.PULUMI_VERSION, { mode: 0o755 });`;
const hang = "setInterval(() => {}, 1000);";

describe("The search for a Pulumi CLI", () => {
	let sandbox: Sandbox;
	let goBin: string;
	let npmBin: string;
	beforeEach(() => {
		sandbox = new Sandbox();
		goBin = join(sandbox.cache, go.folder, "bin");
		npmBin = join(sandbox.cache, npm.folder, "bin");
	});
	afterEach(() => sandbox.remove());

	it("uses the one on PATH silently, with its companions beside it, behind a link or on PATH", async () => {
		const pulumi = sandbox.cli("3.210.0");
		expect(await sandbox.ensure()).to.deep.equal({ pulumi, binFolders: [], version: "3.210.0" });
		rmSync(sandbox.bin, { recursive: true });
		symlinkSync(dirname(sandbox.cli("3.211.0", join(sandbox.folder, "real"))), sandbox.bin);
		expect((await sandbox.ensure()).version).to.equal("3.211.0");
		rmSync(join(sandbox.bin, "pulumi-language-nodejs"));
		executable(join(sandbox.folder, "elsewhere", "pulumi-language-nodejs"), ":");
		sandbox.env.PATH += `:${join(sandbox.folder, "elsewhere")}`;
		expect((await sandbox.ensure()).pulumi).to.equal(pulumi);
		expect([sandbox.reported, sandbox.inCache()]).to.deep.equal([[], []]);
	});

	it("rejects one on PATH that is too old, incomplete or broken", async () => {
		const pulumi = sandbox.cli("3.199.9");
		expect(await sandbox.failure()).to.include(`  - ${pulumi} is 3.199.9, older than 3.200.0\n`);
		for (const name of ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
			sandbox.cli("3.210.0");
			rmSync(join(sandbox.bin, name));
			expect(await sandbox.failure()).to.include(
				`  - ${pulumi} has no ${name} beside it, nor is one on PATH\n`,
			);
		}
		sandbox.cli("3.210.0");
		executable(pulumi, "echo broken >&2; exit 3");
		expect(await sandbox.failure()).to.include(`exit code 3: ${pulumi} version\n      broken\n`);
		executable(pulumi, "echo unknown");
		expect(await sandbox.failure()).to.include(`  - ${pulumi} prints no version\n`);
		sandbox.program("pulumi", hang);
		expect(await sandbox.failure({ limits: { version: 300 } })).to.include(
			"timed out after 300 milliseconds",
		);
	});

	it("skips the launcher of an npm package, and keeps Node.js first on PATH", async () => {
		const modules = join(sandbox.folder, "node_modules", ".bin");
		sandbox.cli("3.220.0", modules);
		sandbox.env.PATH = `${modules}:${sandbox.bin}`;
		expect(await sandbox.failure()).to.include("  - no pulumi on PATH\n");
		const pulumi = sandbox.cli("3.210.0");
		const binFolders = [dirname(process.execPath), sandbox.bin];
		expect(await sandbox.ensure()).to.deep.equal({ pulumi, binFolders, version: "3.210.0" });
	});

	it("uses a working one of an earlier run silently, preferring downloaded ones", async () => {
		sandbox.cli("3.100.0");
		const built = { pulumi: sandbox.cli(go.version, goBin), binFolders: [goBin], version: go.version };
		expect(await sandbox.ensure()).to.deep.equal(built);
		sandbox.cli(npm.version, npmBin);
		expect((await sandbox.ensure()).version).to.equal(npm.version);
		rmSync(join(npmBin, "pulumi"));
		expect((await sandbox.ensure()).version).to.equal(go.version);
		expect(sandbox.reported).to.deep.equal([]);
	});

	it("searches only once in a process", async () => {
		const { PATH } = process.env;
		process.env.PATH = sandbox.bin;
		try {
			sandbox.cli("3.210.0");
			// Programs have all of this process's environment.
			const pulumi = executable(join(sandbox.bin, "pulumi"), '[ "$HOME" ] && echo v3.210.0');
			const { ensurePulumiCli } = await import(
				`${import.meta.resolve("../../../tools/pulumi-cli/index.ts")}?fresh`
			);
			const found = await ensurePulumiCli();
			rmSync(pulumi);
			expect(found.pulumi).to.equal(pulumi);
			expect(await ensurePulumiCli()).to.equal(found);
		} finally {
			process.env.PATH = PATH;
		}
	});

	it("replaces one of an earlier run that lacks files or has another version", async () => {
		sandbox.go();
		sandbox.cli("3.1.0", goBin);
		expect((await sandbox.ensure()).pulumi).to.equal(join(goBin, "pulumi"));
		rmSync(join(goBin, "pulumi-resource-pulumi-nodejs"));
		await sandbox.ensure();
		expect(sandbox.goRuns().filter((run) => run.startsWith("build "))).to.have.length(4);
		expect(sandbox.inCache()).to.deep.equal([go.folder]);
	});

	it("ignores and removes a folder that was left unfinished", async () => {
		sandbox.cli(go.version, join(sandbox.cache, "making-abcdef", "complete", "bin"));
		expect(await sandbox.failure()).to.include(`  - no ${join(goBin, "pulumi")}\n`);
		expect(sandbox.inCache()).to.deep.equal([]);
	});

	it("downloads one with npm and keeps it", async () => {
		sandbox.npm(launcher);
		const downloaded = { pulumi: join(npmBin, "pulumi"), binFolders: [npmBin], version: npm.version };
		for (const _time of ["the first time", "and kept"])
			expect(await sandbox.ensure()).to.deep.equal(downloaded);
		expect(sandbox.reported).to.deep.equal([
			`Downloading the Pulumi CLI ${npm.version}, some hundred megabytes.`,
		]);
		expect(sandbox.inCache()).to.deep.equal([npm.folder]);
	});

	it("installs independently of the workspaces that npm was started for", async () => {
		sandbox.program(
			"npm",
			"console.error(process.env.npm_config_workspace, process.env.npm_config_registry); process.exit(1);",
		);
		Object.assign(sandbox.env, { npm_config_workspace: "provider", npm_config_registry: "kept" });
		expect(await sandbox.failure()).to.match(/npm ci .*\n {6}undefined kept\n/);
	});

	for (const [what, begin, why] of [
		["npm hangs", () => sandbox.program("npm", hang), "timed out after 300 milliseconds"],
		["the download hangs", () => sandbox.npm(hang), "timed out after 300 milliseconds"],
		["the download fails", () => sandbox.npm(`throw new Error("no network")`), "Error: no network"],
		[
			"it is another version",
			() => sandbox.npm(launcher.replace(/v" \+.*VERSION,/, 'v3.1.0",')),
			"has version 3.1.0",
		],
	] as const)
		it(`builds one with Go, and reports the reason, if ${what}`, async () => {
			begin();
			sandbox.go();
			const limits = why.startsWith("timed out") ? { npm: 300 } : {};
			expect((await sandbox.ensure({ limits })).pulumi).to.equal(join(goBin, "pulumi"));
			expect(sandbox.reported[1]).to.include(why);
		});

	it("builds one with its companions for this machine, with the user's proxies and pinned checksums", async () => {
		sandbox.go();
		Object.assign(sandbox.env, {
			GOPROXY: "kept",
			GOOS: "plan9",
			GOWORK: "/some/go.work",
			GOFLAGS: "-mod=mod",
		});
		expect(await sandbox.ensure()).to.deep.equal({
			pulumi: join(goBin, "pulumi"),
			binFolders: [goBin],
			version: go.version,
		});
		expect(statSync(join(goBin, "pulumi-resource-pulumi-nodejs")).mode & 0o777).to.equal(0o755);
		expect(sandbox.inCache()).to.deep.equal([go.folder]);
		const runs = sandbox.goRuns().map((run) => run.split(" ")[0]);
		expect(runs).to.deep.equal(["mod", "build", "list", "mod", "build"]);
		const env = readFileSync(join(sandbox.folder, "go.env"), "utf8").split("\n");
		expect(env).to.include.members(["GOPROXY=kept", "CGO_ENABLED=0", "GOWORK=off", "GOFLAGS=-mod=readonly"]);
		expect(env.filter((line) => line.startsWith("GOOS="))).to.deep.equal([]);
	});

	it("reports its progress regularly", async () => {
		sandbox.go(awaiting(join(sandbox.folder, "go on")));
		const say = (line: string) => {
			sandbox.reported.push(line);
			if (/^Still running after \d+ s\.$/.test(line)) writeFileSync(join(sandbox.folder, "go on"), "");
		};
		await sandbox.ensure({ say, limits: { progress: 20 } });
		expect(sandbox.reported).to.include("Building pulumi from Go modules.");
	});

	it("fails with one message: the attempts, the last lines of output of each, and what to do", async () => {
		sandbox.go("for line in $(/usr/bin/seq 20); do echo line $line >&2; done; exit 2");
		expect(await sandbox.failure()).to.match(
			/^No Pulumi CLI was found.*:\n {2}- no pulumi on PATH\n {2}- no .*\n {2}- no .*\n {2}- no npm on PATH\n {2}- .* code 2: .*\/go build .*\n {6}line 9\n( {6}line .*\n){11}Do one of these, then try again:\n {2}- install the Pulumi CLI 3\.200\.0 or newer.*\n.*\n {2}- install Go 1\..*\n.*PULUMI_COGNITO_FEEDBACK_CACHE.*$/,
		);
		expect(sandbox.inCache()).to.deep.equal([]);
	});

	it("reports a cache folder that is not writable", async () => {
		const file = executable(join(sandbox.folder, "file"), ":");
		sandbox.env.PULUMI_COGNITO_FEEDBACK_CACHE = join(file, "cache");
		expect(await sandbox.failure()).to.include(`ENOTDIR: not a directory, mkdir '${join(file, "cache")}'\n`);
	});

	it("keeps what it builds in the cache folder", () => {
		expect(searchOf({ env: {} }).cache).to.match(/\/(\.cache|Library\/Caches)\/pulumi-cognito-feedback$/);
	});
});
