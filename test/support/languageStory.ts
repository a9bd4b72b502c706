import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { answered, cognito, feedbackIn, signIn, signIns, user } from "./cognitoContent.ts";
import type { LanguageExample } from "./languageExample.ts";
import { readText } from "./manifest.ts";
import { readmeBlock } from "./readme.ts";

/** What the program of an example in any language does, by the commands of its README. */
export function languageStory(stage: () => LanguageExample): void {
	const submitted = (requests = stage().emulator.requests) =>
		requests.filter(({ operation }) => operation === "AdminUpdateAuthEventFeedback").length;

	it("gets its SDK by the commands of its README", async () => {
		await stage().readme("pulumi package add");
		const settings = readFileSync(join(stage().project.folder, "Pulumi.yaml"), "utf8");
		expect(settings).to.match(/^packages:\n {2}cognito-feedback: cognito-feedback@/m);
	}).timeout(10 * 60_000);

	it("shows in a preview what Cognito knows, and submits nothing", async () => {
		const output = await stage().readme("pulumi preview");
		expect(output)
			.to.match(/city +: "Berlin"/)
			.and.match(/event +: "SignIn; 2026-11-19T21:40Z; High/);
		expect(output)
			.to.match(/berlinAddress: "203\.0\.113\.7"/)
			.and.match(/latestRisk +: "High"/);
		expect(submitted()).to.equal(0);
	}).timeout(10 * 60_000);

	it("submits its decisions, with their event IDs as they are, and then is quiet", async () => {
		await stage().run("pulumi up --yes --skip-preview");
		expect(feedbackIn(stage().emulator.content())).to.include({
			"6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid",
			"d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": "Invalid",
		});
		expect((await stage().run("pulumi up --yes --skip-preview")).output).to.include("3 unchanged");
		expect(submitted()).to.equal(2);
		expect(await stage().outputs()).to.deep.equal({ berlinAddress: "203.0.113.7", latestRisk: "High" });
	});

	it("is destroyed without a request", async () => {
		const before = stage().emulator.requests.length;
		const { output } = await stage().run("pulumi destroy --yes --skip-preview");
		expect(output).to.include("3 deleted");
		expect(stage().emulator.requests.slice(before)).to.deep.equal([]);
	});

	it("may be that of docs/languages.md", async () => {
		stage().program(readmeBlock(stage().name, "berlin"));
		const { output } = await stage().run("pulumi preview --diff");
		expect(output).to.match(/city +: "Berlin"/);
	});

	it("may import and read, have a provider of its own, and secrets", async () => {
		const given = [
			answered(signIn("imported"), "Valid", "Admin"),
			answered(signIn("read"), "Invalid", "Admin"),
		];
		const open = signIns("snake_case", "camelCase", "user_pool_id");
		// The only one that is told of by the provider resource.
		const other = await startEmulator({
			content: cognito(user("alice", ...given, ...open), user("mallory", signIn("secret"))),
		});
		try {
			stage().program(readText(`test/fixtures/programs/idioms.${stage().suffix}`));
			await stage().run("pulumi stack init idioms");
			await stage().run(`pulumi config set endpoint ${other.endpoint}`);
			await stage().run("pulumi up --yes --skip-preview");
			const decided = { snake_case: "Valid", camelCase: "Invalid", user_pool_id: "Valid" };
			expect(await stage().outputs()).to.deep.equal({
				risk: "High",
				address: "not kept",
				answer: "Invalid",
				several: decided,
			});
			expect(feedbackIn(other.content())).to.deep.equal({
				imported: "Valid",
				read: "Invalid",
				secret: "Invalid",
				...decided,
			});
			expect(submitted(other.requests)).to.equal(4);
			expect((await stage().run("pulumi stack export")).output).not.to.include("mallory");
			expect((await stage().run("pulumi up --yes --skip-preview")).output).to.match(/\d unchanged/);
			expect(submitted(other.requests)).to.equal(4);
		} finally {
			await other.close();
		}
	});
}
