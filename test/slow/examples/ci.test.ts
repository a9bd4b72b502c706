import { expect } from "chai";
import { type CiJob, readCiWorkflow, scriptsOf } from "../../support/ciWorkflow.ts";
import { giveFeedback } from "../../support/giveFeedback.ts";
import { allowedBy } from "../../support/policy.ts";
import { readerStory } from "../../support/reader.ts";
import { step } from "../../support/story.ts";

const event = "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841";

// test/unit/examples/ci.test.ts covers what needs no CLI.
describe("The workflow of examples/ci", () => {
	const { jobs } = readCiWorkflow();

	const options = { example: "ci" };
	readerStory(
		"calls only what the policy of each role allows, and writes state only when it applies",
		options,
		async (reader, stack) => {
			/** Runs the commands of a job in order; returns the operations that they called. */
			async function operationsOf(job: CiJob): Promise<string[]> {
				const before = stack.emulator.requests.length;
				await reader.run(scriptsOf(job));
				const requests = stack.emulator.requests.slice(before);
				return [...new Set<string>(requests.map(({ operation }) => operation))].sort();
			}

			/** The files of the backend with hashes of their content. */
			const state = () => reader.shell('cd backend && find . -type f -exec cksum "{}" + | sort');

			await reader.shell("pulumi stack init production");
			await step("shows the changes and their evidence on a pull request", async () => {
				const before = await state();
				expect(await operationsOf(jobs.preview)).to.deep.equal(allowedBy("preview"));
				expect(await reader.shell("cat preview.txt"))
					.to.include("2 to add")
					.and.to.include("SignIn; 2026-11-20T08:14Z; High");
				expect(await state()).to.equal(before);
			});

			await step("applies them after the merge", async () => {
				expect(await operationsOf(jobs.apply)).to.deep.equal(allowedBy("up"));
				expect(stack.feedback()).to.include({
					[event]: "Valid",
					"d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": "Invalid",
				});
			});

			await step("finds no drift at first, and then a change by an administrator", async () => {
				const before = await state();
				expect(await operationsOf(jobs.drift)).to.deep.equal(allowedBy("preview"));
				const changed = {
					UserPoolId: "eu-central-1_Quickstrt",
					EventId: event,
					FeedbackValue: "Invalid",
				} as const;
				await giveFeedback(stack.emulator, changed);
				const { code, output } = await stack.project.shell(
					[
						`export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${stack.emulator.endpoint}`,
						...scriptsOf(jobs.drift).slice(1),
					].join("\n"),
				);
				expect(code, output).not.to.equal(0);
				expect(output).to.include(`event ${event}`).and.to.include("drift");
				expect(await state()).to.equal(before);
			});
		},
	);
});
