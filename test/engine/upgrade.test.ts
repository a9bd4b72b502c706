import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { PulumiProject } from "../../tools/pulumi-project/project.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId } from "../support/program.ts";
import { step, story } from "../support/story.ts";

const member = { username: "alice", feedbackValue: "Valid" };
const program = `
	new feedback.AuthEventFeedback("one", ${JSON.stringify({ userPoolId: poolId, eventId: "e1", ...member })});
	new feedback.AuthEventFeedbackSet("many", ${JSON.stringify({ userPoolId: poolId, decisions: { e2: member } })});
`;

/** What Pulumi keeps of the provider with each resource. */
async function providerTexts(project: PulumiProject): Promise<unknown[]> {
	const state = await project.state();
	return state.flatMap(({ inputs, outputs }) => [inputs?.__provider, outputs?.__provider]);
}

/** Changes a file of the installed package. */
function rewrite({ packageFolder }: PulumiProject, file: string, change: (text: string) => string): void {
	const path = join(packageFolder, file);
	const before = readFileSync(path, "utf8");
	const after = change(before);
	expect(after).not.to.equal(before);
	writeFileSync(path, after);
}

const content = cognito(user("alice", ...signIns("e1", "e2")));

story(
	"Another version of this package takes over state without a change",
	{ content, ownPackage: true },
	async (stack) => {
		const { project } = stack;
		project.source(program);

		const before = await step("the text of the provider in state is short", async () => {
			await stack.up();
			const texts = await providerTexts(project);
			expect(texts).to.have.lengthOf(4);
			for (const text of texts) {
				expect(text).to.be.a("string").and.include("pulumi-cognito-feedback");
				expect(Buffer.byteLength(String(text))).to.be.at.most(400);
			}
			return texts;
		});

		await step("the new version shows no changes and leaves that text as it is", async () => {
			rewrite(project, "package.json", (text) => text.replace(/"version": ".*"/, '"version": "99.0.0"'));
			for (const module of ["single", "set", "declare", "handler"])
				rewrite(project, `dist/adapters/dynamic/${module}.js`, (text) => `${text}\n// Another version.\n`);
			rewrite(project, "dist/adapters/messages.js", (text) =>
				text.replaceAll("in Amazon Cognito", "in Cognito, says version 99"),
			);
			const { output } = await stack.up();
			expect(output).to.include("3 unchanged").and.not.include("updated");
			expect(await providerTexts(project)).to.deep.equal(before);
		});

		await step("the new version is what runs, also for resources that the old one made", async () => {
			const { output } = await stack.destroy();
			expect(output).to.include("feedback on event e1 (`Valid`) stays in Cognito, says version 99");
			expect(output).to.include("feedback on event e2 (`Valid`) stays in Cognito, says version 99");
		});
	},
);
