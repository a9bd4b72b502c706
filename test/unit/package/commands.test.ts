import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readManifest, readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";

describe("The commands in CONTRIBUTING.md", () => {
	const [, block = ""] = /^```sh\n([\s\S]*?)^```$/m.exec(readText("CONTRIBUTING.md")) ?? [];
	const inTables = [...readText("CONTRIBUTING.md").matchAll(/`((?:npm run|npm test|\.ci\/)[^`]*)`/g)];
	const commands = [...block.trim().split("\n"), ...inTables.map(([, command = ""]) => command)];

	it("name scripts of package.json and files of the repository", () => {
		const { scripts = {} } = readManifest();
		expect(commands.length).to.be.greaterThan(20);
		for (const command of commands) {
			const [, script] = /^npm (?:run )?(\S+)/.exec(command) ?? [];
			if (script !== undefined && script !== "ci") expect(scripts, command).to.have.property(script);
			for (const [file] of command.matchAll(/(?<= |^)[.\w-]+\/[\w/.-]+/g)) {
				expect(existsSync(join(repository, file)), command).to.equal(true);
			}
		}
	});
});
