import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId } from "../support/program.ts";
import { step, story, type TestStack } from "../support/story.ts";

/** The `__provider` texts that Pulumi keeps with each resource. */
async function providerTexts({ project }: TestStack): Promise<unknown[]> {
	return (await project.state()).flatMap(({ inputs, outputs }) => [inputs?.__provider, outputs?.__provider]);
}

/** Rewrites files of the installed package. At least one of them must change. */
function rewrite({ project }: TestStack, files: string, change: (text: string) => string): void {
	const paths = globSync(files, { cwd: project.packageFolder }).map((file) =>
		join(project.packageFolder, file),
	);
	const changed = paths.filter((path) => {
		const before = readFileSync(path, "utf8");
		const after = change(before);
		writeFileSync(path, after);
		return after !== before;
	});
	expect(changed).not.to.deep.equal([]);
}

story(
	"An upgrade of this package applies to existing resources without changing them",
	{ content: cognito(user("alice", ...signIns("e1", "e2"))), ownPackage: true },
	async (stack) => {
		// Pulumi runs it with Node.js, so that it loads the changed package.
		stack.project.source(`
			const decision = { username: "alice", feedbackValue: "Valid" };
			new feedback.AuthEventFeedback("one", { userPoolId: "${poolId}", eventId: "e1", ...decision });
			new feedback.AuthEventFeedbackSet("many", { userPoolId: "${poolId}", decisions: { e2: decision } });
		`);
		let before: unknown[] = [];

		await step("the text of the provider in state is short, and names the package", async () => {
			await stack.up();
			before = await providerTexts(stack);
			expect(before).to.have.lengthOf(4);
			for (const text of before) {
				expect(text).to.be.a("string").and.include("pulumi-cognito-feedback");
				expect(Buffer.byteLength(String(text))).to.be.at.most(400);
			}
		});

		await step("the new version finds no changes, and does not change that text", async () => {
			rewrite(stack, "package.json", (text) => text.replace(/"version": ".*"/, '"version": "99.0.0"'));
			rewrite(stack, "dist/**/*.js", (text) => `${text}\n// Another version.\n`);
			rewrite(stack, "dist/**/*.js", (text) =>
				text.replaceAll("in Amazon Cognito, which has", "in Cognito, says version 99, which has"),
			);
			const { output } = await stack.up();
			expect(output).to.include("3 unchanged").and.not.include("updated");
			expect(await providerTexts(stack)).to.deep.equal(before);
		});

		await step("the new version runs", async () => {
			const { output } = await stack.destroy();
			for (const id of ["e1", "e2"])
				expect(output).to.include(
					`feedback on event ${id} (\`Valid\`) is retained in Cognito, says version 99`,
				);
		});
	},
);
