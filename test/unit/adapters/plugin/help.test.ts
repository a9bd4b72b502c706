import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { textFor } from "#provider/adapters/plugin/help";
import { repository } from "../../../support/script.ts";

describe("the plugin, started by hand", () => {
	it("prints help and its version", () => {
		for (const option of ["--help", "-h"])
			expect(textFor([option])).to.include("--version  print the version");
		expect(textFor(["--version"])).to.match(/^\d+\.\d+\.\d+\n$/);
	});

	it("prints what it is on a terminal, and nothing for an engine", async function () {
		const program = join(repository, "provider/bin/pulumi-resource-cognito-feedback");
		/** The output until it prints its port. */
		const printedBy = async (command: string, ...args: readonly string[]) => {
			const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
			let printed = "";
			try {
				for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (printed += data));
				while (!/\d{4}/.test(printed)) await once(child.stdout, "data");
				return printed;
			} finally {
				child.stdin.end();
				child.kill("SIGKILL");
			}
		};
		expect(await printedBy(process.execPath, program)).to.match(/^\d+\n$/);
		// Runs a program in a terminal; not every system has it in this form.
		if (spawnSync("script", ["-qec", "true", "/dev/null"]).status !== 0) this.skip();
		const printed = await printedBy("script", "-qec", `'${process.execPath}' '${program}'`, "/dev/null");
		expect(printed).to.match(/^This is a Pulumi plugin, which waits for Pulumi's engine\. .*\r?\n\D*\d+/);
	});

	it("serves if it is started with the engine's arguments", () => {
		expect(textFor([])).to.equal(undefined);
		expect(textFor(["-logtostderr", "-v=9", "127.0.0.1:1234"])).to.equal(undefined);
	});
});
