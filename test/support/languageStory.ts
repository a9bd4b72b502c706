import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { cognito, feedbackIn, signIn, signIns, user, withFeedback } from "./cognitoContent.ts";
import { beginLanguageExample, type LanguageExample, type LanguageName } from "./languageExample.ts";
import { readText } from "./manifest.ts";
import { readmeBlocks } from "./readme.ts";
import { step } from "./story.ts";

/**
 * Runs an example in another language with the commands of its README, in steps. Skipped if the language is not available.
 *
 * @param more Further steps.
 */
export function languageStory(
	name: LanguageName,
	more: (example: LanguageExample) => Promise<void>,
): Mocha.Test {
	return it("installs its SDK, shows evidence, submits once, imports, and keeps secrets", async function () {
		// The first run builds what Pulumi needs for the language.
		this.timeout(20 * 60_000);
		const example = await beginLanguageExample(name);
		if ("why" in example) {
			console.error(`examples/${name} is not tested: ${example.why}`);
			this.skip();
		}
		try {
			await tell(example);
			await more(example);
		} finally {
			await example.dispose();
		}
	});
}

async function tell(example: LanguageExample): Promise<void> {
	const submitted = (requests = example.emulator.requests) =>
		requests.filter(({ operation }) => operation === "AdminUpdateAuthEventFeedback").length;

	await step("installs its SDK with the commands of its README", async () => {
		await example.readme("pulumi package add");
		const settings = readFileSync(join(example.project.folder, "Pulumi.yaml"), "utf8");
		expect(settings).to.match(/^packages:\n {2}cognito-feedback: cognito-feedback@/m);
	});

	await step("shows the evidence in a preview, which submits nothing", async () => {
		const output = await example.readme("pulumi preview");
		expect(output)
			.to.match(/city +: "Berlin"/)
			.and.match(/event +: "SignIn; 2026-11-19T21:40Z; High/);
		expect(output)
			.to.match(/berlinAddress: "203\.0\.113\.7"/)
			.and.match(/latestRisk +: "High"/);
		expect(submitted()).to.equal(0);
	});

	await step("submits its decisions with unchanged event IDs, and then has no changes", async () => {
		await example.run("pulumi up --yes --skip-preview");
		expect(feedbackIn(example.emulator.content())).to.include({
			"6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid",
			"d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": "Invalid",
		});
		expect((await example.run("pulumi up --yes --skip-preview")).output).to.include("3 unchanged");
		expect(submitted()).to.equal(2);
		expect(await example.outputs()).to.deep.equal({ berlinAddress: "203.0.113.7", latestRisk: "High" });
	});

	await step("is destroyed without a request", async () => {
		const before = example.emulator.requests.length;
		const { output } = await example.run("pulumi destroy --yes --skip-preview");
		expect(output).to.include("3 deleted");
		expect(example.emulator.requests.slice(before)).to.deep.equal([]);
	});

	await step("may be that of docs/languages.md", async () => {
		const programs = readmeBlocks(example.name);
		expect(programs).not.to.be.empty;
		for (const program of programs) {
			example.program(program);
			const { output } = await example.run("pulumi preview --diff");
			expect(output).to.match(/city +: "Berlin"/);
		}
	});

	await step("may import, read, declare a provider, and have secrets", async () => {
		const given = [
			withFeedback(signIn("imported"), "Valid", "Admin"),
			withFeedback(signIn("read"), "Invalid", "Admin"),
		];
		const open = signIns("snake_case", "camelCase", "user_pool_id");
		// Only the provider resource names it.
		const other = await startEmulator({
			content: cognito(user("alice", ...given, ...open), user("mallory", signIn("secret"))),
		});
		try {
			example.program(readText(`test/fixtures/programs/idioms.${example.suffix}`));
			await example.run("pulumi stack init idioms");
			await example.run(`pulumi config set endpoint ${other.endpoint}`);
			await example.run("pulumi up --yes --skip-preview");
			const decided = { snake_case: "Valid", camelCase: "Invalid", user_pool_id: "Valid" };
			expect(await example.outputs()).to.deep.equal({
				risk: "High",
				address: "not kept",
				feedback: "Invalid",
				several: decided,
			});
			expect(feedbackIn(other.content())).to.deep.equal({
				imported: "Valid",
				read: "Invalid",
				secret: "Invalid",
				...decided,
			});
			expect(submitted(other.requests)).to.equal(4);
			expect((await example.run("pulumi stack export")).output).not.to.include("mallory");
			expect((await example.run("pulumi up --yes --skip-preview")).output).to.match(/\d unchanged/);
			expect(submitted(other.requests)).to.equal(4);
		} finally {
			await other.close();
		}
	});
}
