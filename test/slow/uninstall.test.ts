import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { exampleContent } from "pulumi-cognito-feedback/emulator";
import { adapters } from "../../workbench/project/adapters.ts";
import { readText } from "../support/manifest.ts";
import { step, story } from "../support/story.ts";

const event = "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841";
const program = `new feedback.AuthEventFeedback("one", {
	userPoolId: "eu-central-1_Quickstrt", username: "alice", eventId: "${event}", feedbackValue: "Valid",
});`;

const remove = "pulumi state delete --yes";

/** The messages of Pulumi without the package. */
const missing = {
	"dynamic provider": "Cannot find module 'pulumi-cognito-feedback/single'",
	plugin: "parsing plugin options for 'cognito-feedback': no folder at path",
};

// The commands of "Uninstall the package" in docs/operations.md.
for (const adapter of adapters)
	story(
		`If the package is uninstalled before its resources, there are two ways back (${adapter.name})`,
		{ adapter, content: exampleContent(), ownPackage: true },
		async (stack) => {
			const { project } = stack;
			const elsewhere = `${project.packageFolder}-elsewhere`;
			const types = async () =>
				((await project.exported()).deployment.resources ?? []).map(({ type }) => type).sort();
			project.source(program);
			await stack.up();
			const before = await types();
			renameSync(project.packageFolder, elsewhere);

			await step("fails without it, and leaves state unchanged", async () => {
				for (const command of ["refresh", "destroy"] as const) {
					const { code, output } = await project[command]();
					expect(code, output).not.to.equal(0);
					expect(output).to.include(missing[adapter.name]);
					expect(readText("docs/operations.md")).to.include(missing[adapter.name]);
					expect(await types()).to.deep.equal(before);
				}
			});

			await step("works once the package is installed again", async () => {
				renameSync(elsewhere, project.packageFolder);
				const { output } = await stack.destroy();
				expect(output).to.include("is retained in Amazon Cognito");
				expect(await types()).to.deep.equal([]);
				await stack.up();
				expect(await types()).to.deep.equal(before);
			});

			await step(
				"or works without it, once its resources and then its providers are removed from state",
				async () => {
					renameSync(project.packageFolder, elsewhere);
					expect(readText("docs/operations.md")).to.include(`${remove} '<URN>'`);
					writeFileSync(join(project.folder, "index.js"), "");
					writeFileSync(join(project.folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
					const ours = /AuthEventFeedback$|providers:cognito-feedback$/;
					const { resources = [] } = (await project.exported()).deployment;
					const urns = resources.filter(({ type }) => ours.test(type)).map(({ urn }) => urn);
					for (const urn of urns.sort((one) => (one.includes("providers:") ? 1 : -1))) {
						const { code, output } = await project.shell(`${remove} '${urn}'`);
						expect(code, output).to.equal(0);
					}
					await stack.up();
					expect(await types()).to.deep.equal(["pulumi:pulumi:Stack"]);
					expect(stack.feedback()).to.include({ [event]: "Valid" });
				},
			);
		},
	);
