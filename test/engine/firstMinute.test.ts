import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readmeBlocks } from "../support/readme.ts";
import { runScript } from "../support/script.ts";

describe("npm start", () => {
	let temporary: string;

	beforeEach(() => {
		temporary = mkdtempSync(join(tmpdir(), "cognito-feedback-start-"));
	});

	afterEach(() => rmSync(temporary, { recursive: true, force: true }));

	it("tells the main job, prints what README.md shows, and leaves nothing behind", async () => {
		const script = runScript("start", { TMPDIR: temporary });
		expect(await script.exit, script.output()).to.equal(0);
		const output = script.output();
		for (const block of readmeBlocks("text")) expect(output).to.include(block);
		expect(output).to.match(/~ feedbackValue: "Valid" => "Invalid"/);
		expect(output).to.match(/6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841 .*'Invalid' .*'Admin'/);
		expect(output).to.match(
			/warning: .*6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841 \(`Invalid`\) stays in Amazon Cognito/,
		);
		expect(readdirSync(temporary)).to.deep.equal([]);
		await expectClosed(output);
	});

	it("leaves nothing behind when it is interrupted", async () => {
		const script = runScript("start", { TMPDIR: temporary });
		await script.printed(/Previewing update/);
		script.process.kill("SIGINT");
		expect(await script.exit, script.output()).to.equal(130);
		expect(readdirSync(temporary)).to.deep.equal([]);
		await expectClosed(script.output());
	});
});

async function expectClosed(output: string): Promise<void> {
	const endpoint = output.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0] ?? "";
	const failure = await fetch(endpoint).then(
		() => undefined,
		(error: unknown) => error,
	);
	expect(failure, `${endpoint} still answers`).to.be.instanceOf(TypeError);
}
