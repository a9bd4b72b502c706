import { expect } from "chai";
import { parse } from "yaml";
import { readText } from "../../support/manifest.ts";
import { allowedBy } from "../../support/policy.ts";
import { readerStory } from "../../support/reader.ts";
import { step } from "../../support/story.ts";

interface Job {
	readonly steps: readonly { readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

interface Workflow {
	readonly permissions: Readonly<Record<string, string>>;
	readonly jobs: { readonly preview: Job; readonly apply: Job };
}

describe("The workflow of examples/ci", () => {
	const { jobs, permissions }: Workflow = parse(readText("examples/ci/.github/workflows/feedback.yml"));
	const roleOf = ({ steps }: Job) => steps.map((each) => each.with?.["role-to-assume"]).find(Boolean);

	it("takes another role to preview than to apply, and may read the repository and nothing else", () => {
		expect(roleOf(jobs.preview)).to.equal(`\${{ vars.FEEDBACK_PREVIEW_ROLE }}`);
		expect(roleOf(jobs.apply)).to.equal(`\${{ vars.FEEDBACK_UP_ROLE }}`);
		expect(permissions).to.deep.equal({ contents: "read", "id-token": "write" });
	});

	const options = { example: "ci" };
	readerStory(
		"calls what the policy of each role allows, and nothing else",
		options,
		async (reader, stack) => {
			/** Runs the commands of a job in order; the operations that they called. */
			async function operationsOf({ steps }: Job): Promise<string[]> {
				const before = stack.emulator.requests.length;
				await reader.run(["export GITHUB_STEP_SUMMARY=summary.md", ...steps.flatMap(({ run }) => run ?? [])]);
				const requests = stack.emulator.requests.slice(before);
				return [...new Set<string>(requests.map(({ operation }) => operation))].sort();
			}

			await reader.shell("pulumi stack init production");
			await step("shows in the preview of a pull request what would change, with the evidence", async () => {
				expect(await operationsOf(jobs.preview)).to.deep.equal(allowedBy("preview"));
				expect(await reader.shell("cat summary.md"))
					.to.include("2 to add")
					.and.to.include("SignIn; 2026-11-20T08:14Z; High");
			});

			await step("applies it after the merge", async () => {
				expect(await operationsOf(jobs.apply)).to.deep.equal(allowedBy("up"));
				expect(stack.feedback()).to.include({
					"6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid",
					"d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": "Invalid",
				});
			});
		},
	);
});
