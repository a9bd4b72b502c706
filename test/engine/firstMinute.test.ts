import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { root } from "../../tools/installPackage.ts";
import { blocksOf } from "../support/readme.ts";
import { isServed, runScript } from "../support/script.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("npm start", () => {
	const temporary = temporaryFolder();

	it("demonstrates the main workflow, prints the output in docs/resources.md, and removes all its files", async () => {
		const env = { TMPDIR: temporary() };
		const script = runScript("start", env);
		expect(await script.exit, script.output()).to.equal(0);
		const output = script.output();
		const shown = blocksOf("docs/resources.md").filter(({ language }) => language === "text");
		expect(shown).not.to.be.empty;
		for (const { text } of shown) expect(output).to.include(text);
		expect(output).to.match(/~ feedbackValue: "Valid" => "Invalid"/);
		expect(output).to.match(/6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841 .*'Invalid' .*'Admin'/);
		expect(output).to.match(
			/warning: .*6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841 \(`Invalid`\) is retained in Amazon Cognito/,
		);
		expect(readdirSync(temporary())).to.deep.equal([]);
		expect(existsSync(join(root, "Pulumi.local.yaml")), "settings of the stack in the repository").to.equal(
			false,
		);
		const [emulator = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
		expect(await isServed(emulator), emulator).to.equal(false);
	});
});
