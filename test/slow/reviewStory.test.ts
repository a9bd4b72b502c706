import { readdirSync } from "node:fs";
import { expect } from "chai";
import { browser } from "../support/browser.ts";
import { isServed, runScript } from "../support/script.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("npm run review", () => {
	const chromium = browser();
	const temporary = temporaryFolder();

	it("takes decisions from the page through the file and the preview to Cognito, and removes all its files", async () => {
		const env = { TMPDIR: temporary() };
		const script = runScript("review", env, "--no-open");
		try {
			const [url] = await script.printed(/http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\//);
			const page = await chromium().newPage();
			await page.setViewport({ width: 1360, height: 860 });
			await page.goto(url);
			await page.waitForSelector("#app[aria-busy=false]");
			expect(script.output()).not.to.match(/Previewing/);
			await page.locator(".toggle[data-risk=high]").click();
			await page.locator("#event-6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841 .valid").click();
			await page.locator("#event-d2974e15-7b3a-4c60-a8f1-05e6c49b3d72 .invalid").click();
			await page.locator(".top .primary").click();
			await page.waitForSelector("dialog[open] .diff");
			await page.close();

			await script.printed(/Decide on more and save again/);
			const output = script.output();
			expect(output).to.match(/Saved: .*feedback\.yaml has 2 decisions\./);
			const [preview = "", applied = ""] = output.split("Now it is applied.");

			expect(preview).to.match(
				/6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841: \{\s+event +: "SignIn; 2026-11-20T08:14Z; High/,
			);
			expect(preview).to.include("203.0.113.7; Berlin; Germany");
			expect(applied).to.match(/6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841.*'alice'.*'Valid'/);
			expect(applied).to.match(/d2974e15-7b3a-4c60-a8f1-05e6c49b3d72.*'alice'.*'Invalid'/);

			script.process.kill("SIGINT");
			expect(await script.exit, script.output()).to.equal(0);
			expect(readdirSync(temporary())).to.deep.equal([]);
			expect(await isServed(url), url).to.equal(false);
		} finally {
			script.process.kill("SIGINT");
			await script.exit;
		}
	});
});
