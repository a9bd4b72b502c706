import { expect } from "chai";
import { parse } from "yaml";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { example } from "../../support/example.ts";
import { readText } from "../../support/manifest.ts";
import { allowedBy } from "../../support/policy.ts";

interface Step {
	readonly uses?: string;
	readonly run?: string;
	readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
	readonly on: Readonly<Record<string, unknown>>;
	readonly permissions: Readonly<Record<string, string>>;
	readonly jobs: Readonly<
		Record<"preview" | "apply", { readonly if: string; readonly steps: readonly Step[] }>
	>;
}

describe("The workflow of examples/ci", () => {
	const workflow: Workflow = parse(readText("examples/ci/.github/workflows/feedback.yml"));
	const { preview, apply } = workflow.jobs;
	const stage = example("ci");
	const role = ({ steps }: typeof preview) =>
		steps.map((step) => step.with?.["role-to-assume"]).find(Boolean);

	/** Runs the commands of a job in order, and tells which operations they called. */
	async function operationsOf({ steps }: typeof preview): Promise<string[]> {
		const before = stage().emulator.requests.length;
		const commands = steps.flatMap(({ run }) => run ?? []);
		expect(commands.shift()).to.equal("npm ci");
		expect(commands).not.to.be.empty;
		for (const command of commands) {
			const { code, output } = await stage().project.shell(`GITHUB_STEP_SUMMARY=summary.md; ${command}`);
			expect(code, output).to.equal(0);
		}
		const called = stage()
			.emulator.requests.slice(before)
			.map(({ operation }) => operation);
		return [...new Set<string>(called)].sort();
	}

	before(() => stage().project.shell("pulumi stack init production"));

	it("previews pull requests with a role that only reads", async () => {
		expect(workflow.on).to.have.property("pull_request");
		expect(preview.if).to.equal("github.event_name == 'pull_request'");
		expect(role(preview)).to.equal(`\${{ vars.FEEDBACK_PREVIEW_ROLE }}`);
		expect(await operationsOf(preview)).to.deep.equal(allowedBy("preview"));
		const { output } = await stage().project.shell("cat summary.md");
		expect(output).to.include("2 to add").and.to.include("SignIn; 2026-11-20T08:14Z; High");
	});

	it("applies on main, with the other role", async () => {
		expect(workflow.on.push).to.deep.equal({ branches: ["main"] });
		expect(apply.if).to.equal("github.event_name == 'push'");
		expect(role(apply)).to.equal(`\${{ vars.FEEDBACK_UP_ROLE }}`);
		expect(await operationsOf(apply)).to.deep.equal(allowedBy("up"));
		expect(feedbackIn(stage().emulator.content())).to.include({
			"6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid",
			"d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": "Invalid",
		});
	});

	it("may do nothing else, and uses actions by their major version", () => {
		expect(workflow.permissions).to.deep.equal({ contents: "read", "id-token": "write" });
		for (const { uses } of [...preview.steps, ...apply.steps]) {
			if (uses !== undefined) expect(uses).to.match(/^(actions|pulumi|aws-actions)\/?[a-z-]*@v\d+$/);
		}
	});
});
