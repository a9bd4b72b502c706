import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { goRecipe } from "../../../tools/pulumi-cli/recipes.ts";
import { Sandbox } from "./sandbox.ts";
import { until } from "./until.ts";

describe("The Pulumi CLI from Go modules", () => {
	let sandbox: Sandbox;
	beforeEach(() => {
		sandbox = new Sandbox();
	});
	afterEach(() => sandbox.remove());

	it("is built once, with its companions, and kept", async () => {
		sandbox.go();
		const bin = join(sandbox.cache, goRecipe.folder, "bin");
		expect(await sandbox.ensure()).to.deep.equal({
			pulumi: join(bin, "pulumi"),
			binFolders: [bin],
			version: goRecipe.version,
			origin: "go",
		});
		expect(statSync(join(bin, "pulumi-resource-pulumi-nodejs")).mode & 0o777).to.equal(0o755);
		expect(existsSync(join(bin, "pulumi-language-nodejs"))).to.equal(true);
		expect(sandbox.inCache()).to.deep.equal([goRecipe.folder]);
		expect(sandbox.said[0]).to.match(/about 20 s to download, about 5 min to build/);
		const runs = sandbox.goRuns().length;
		expect((await sandbox.ensure()).origin).to.equal("cache");
		expect(sandbox.goRuns()).to.have.length(runs);
	});

	it("is built from what the checksums pin, with the user's proxies and none of their targets", async () => {
		sandbox.go();
		Object.assign(sandbox.env, {
			GOPROXY: "kept",
			HTTPS_PROXY: "kept",
			GOOS: "plan9",
			GOWORK: "/some/go.work",
		});
		await sandbox.ensure();
		expect(sandbox.goEnv()).to.include({
			GOPROXY: "kept",
			HTTPS_PROXY: "kept",
			CGO_ENABLED: "0",
			GOWORK: "off",
		});
		expect(sandbox.goEnv()).not.to.have.property("GOOS");
		const reading = sandbox.goRuns().filter((run) => /^(list|build) /.test(run));
		expect(reading).to.have.length(5);
		for (const run of reading) expect(run).to.contain("-mod=readonly");
	});

	it("is built with caches of its own where Go's cannot be written", async () => {
		sandbox.go();
		writeFileSync(join(sandbox.folder, "go-cache"), "a file stands in the way of the folder");
		await sandbox.ensure();
		expect(sandbox.goEnv().GOCACHE).to.match(/\/cache\/making-\w+\/go-build-cache$/);
		expect(sandbox.goEnv().GOMODCACHE).to.match(/\/cache\/making-\w+\/go-module-cache$/);
		expect(sandbox.goEnv().GOFLAGS).to.equal("-modcacherw");
		expect(sandbox.inCache()).to.deep.equal([goRecipe.folder]);
	});

	it("says now and then that it is still building", async () => {
		const goOn = join(sandbox.folder, "go-on");
		sandbox.go(`await new Promise((resolve) => {
			const poll = setInterval(() => existsSync(${JSON.stringify(goOn)}) && resolve(clearInterval(poll)), 20);
		});`);
		const found = sandbox.ensure({ limits: { word: 20 } });
		await until("a word", () => sandbox.said.some((line) => /^Building pulumi: \d+ s so far$/.test(line)));
		writeFileSync(goOn, "");
		expect((await found).origin).to.equal("go");
	});

	it("keeps what go wrote, and shows its end, where the build fails", async () => {
		sandbox.go(`for (let line = 1; line <= 20; line++) console.error("line", line);
			process.exit(2);`);
		const message = await sandbox.refusal();
		const log = join(sandbox.cache, "go-build.log");
		expect(message).to.contain(
			`building pulumi: exit code 2; all that go wrote is in ${log}\n      line 13\n`,
		);
		expect(message).not.to.contain("line 12");
		expect(readFileSync(log, "utf8")).to.match(/^line 1\n.*line 20\n$/s);
		expect(sandbox.inCache()).to.deep.equal(["go-build.log"]);
	});

	it("is not taken where it does not say its version", async () => {
		sandbox.go(
			`writeFileSync(args[args.indexOf("-o") + 1], "#!/bin/sh\\n", { mode: 0o755 }); process.exit(0);`,
		);
		expect(await sandbox.refusal()).to.match(/pulumi does not say its version$/m);
		expect(sandbox.inCache()).to.deep.equal([]);
	});
});
