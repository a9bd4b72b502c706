import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { step, story } from "../support/story.ts";

story(
	"Code that is written into the state of a dynamic resource runs in the next `up`, as SECURITY.md warns",
	{ content: cognito(user("alice", ...signIns("e1"))) },
	async (stack) => {
		const { project } = stack;
		stack.program(single("one", { eventId: "e1" }));
		await stack.up();

		const ran = join(project.folder, "ran");
		const state = await project.exported();
		const resources = state.deployment.resources ?? [];
		const [decision] = resources.filter(({ type }) => type === stack.adapter.single);
		const text = JSON.stringify(decision).replaceAll("::one", "::two");
		const written = JSON.parse(text, (key, value) =>
			key === "__provider" && typeof value === "string"
				? `require("node:fs").writeFileSync(${JSON.stringify(ran)}, "");${value}`
				: value,
		);
		const file = join(project.folder, "written.json");
		const deployment = { ...state.deployment, resources: [...resources, written] };
		writeFileSync(file, JSON.stringify({ ...state, deployment }));
		const { code, output } = await project.pulumi("stack", "import", "--stack", "test", "--file", file);
		expect(code, output).to.equal(0);

		await step("does not run in a preview of the unchanged program", async () => {
			await stack.preview();
			expect(existsSync(ran)).to.equal(false);
		});
		await step("runs in the `up`", async () => {
			await stack.up();
			expect(existsSync(ran)).to.equal(true);
		});
	},
);
