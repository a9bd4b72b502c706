import { readdirSync } from "node:fs";
import { expect } from "chai";
import { isServed, runScript } from "../support/script.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("npm start, interrupted,", () => {
	const temporary = temporaryFolder();

	it("removes all its files", async () => {
		const script = runScript("start", { TMPDIR: temporary() });
		const [emulator = ""] = await script.printed(/http:\/\/127\.0\.0\.1:\d+/);
		await script.printed(/Previewing update/);
		script.process.kill("SIGINT");
		expect(await script.exit, script.output()).to.equal(130);
		expect(readdirSync(temporary())).to.deep.equal([]);
		expect(await isServed(emulator), emulator).to.equal(false);
	});
});
