import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { set, single } from "../support/program.ts";
import { scene } from "../support/story.ts";

describe("Another version of this package", () => {
	const stage = scene({ content: cognito(user("alice", ...signIns("e1", "e2"))), ownPackage: true });

	/** What Pulumi keeps of the provider with each resource. */
	async function providerTexts(): Promise<unknown[]> {
		return (await stage.project.state()).flatMap(({ inputs, outputs }) => [
			inputs?.__provider,
			outputs?.__provider,
		]);
	}

	/** Changes a file of the installed package. */
	function rewrite(file: string, change: (text: string) => string): void {
		const path = join(stage.project.packageFolder, file);
		const before = readFileSync(path, "utf8");
		const after = change(before);
		expect(after).not.to.equal(before);
		writeFileSync(path, after);
	}

	let before: unknown[];

	it("finds a text of the provider in state that is short", async () => {
		stage.program(single("one", { eventId: "e1" }), set("many", { e2: {} }));
		await stage.up();
		before = await providerTexts();
		expect(before).to.have.lengthOf(4);
		for (const text of before) {
			expect(text).to.be.a("string").and.include("pulumi-cognito-feedback");
			expect(Buffer.byteLength(String(text))).to.be.at.most(400);
		}
	});

	it("shows no changes and leaves that text as it is", async () => {
		rewrite("package.json", (text) => text.replace(/"version": ".*"/, '"version": "99.0.0"'));
		for (const module of ["authEventFeedback", "authEventFeedbackSet", "internalProperties", "run"]) {
			rewrite(`dist/dynamic/${module}.js`, (text) => `${text}\n// Another version.\n`);
		}
		rewrite("dist/lifecycle/leaveBehind.js", (text) =>
			text.replaceAll("in Amazon Cognito", "in Cognito, says version 99"),
		);
		const { output } = await stage.up();
		expect(output).to.include("3 unchanged").and.not.include("updated");
		expect(await providerTexts()).to.deep.equal(before);
	});

	it("is what runs, also for resources that the old version made", async () => {
		const { output } = await stage.destroy();
		expect(output).to.include("feedback on event e1 (`Valid`) stays in Cognito, says version 99");
		expect(output).to.include("feedback on event e2 (`Valid`) stays in Cognito, says version 99");
	});
});
