import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readManifest, readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";

describe("The commands in CONTRIBUTING.md", () => {
	const [, block = ""] = /^```sh\n([\s\S]*?)^```$/m.exec(readText("CONTRIBUTING.md")) ?? [];
	const commands = block.trim().split("\n");

	it("are scripts of package.json, and files that are there", () => {
		const { scripts = {} } = readManifest();
		expect(commands.length).to.be.greaterThan(5);
		for (const command of commands) {
			const [, script] = /^npm (?:run )?(\S+)/.exec(command) ?? [];
			if (script !== undefined && script !== "ci") expect(scripts, command).to.have.property(script);
			for (const [file] of command.matchAll(/(?<= |^)[.\w-]+\/[\w/.-]+/g)) {
				expect(existsSync(join(repository, file)), command).to.equal(true);
			}
		}
	});
});
