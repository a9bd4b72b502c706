import { expect } from "chai";
import { PulumiProject } from "../../tools/pulumi-project/project.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { decisionsOf, scene } from "../support/story.ts";

describe("Two stacks that decide on the same event", () => {
	const stage = scene({ content: cognito(user("alice", ...signIns("shared"))) });
	let other: PulumiProject;

	before(async () => {
		other = await PulumiProject.create({
			config: { "cognito-feedback:endpoint": stage.emulator.endpoint },
			program: single("theirs", { eventId: "shared", feedbackValue: "Invalid" }),
		});
	});

	after(() => other?.dispose());

	it("leave what the later one says", async () => {
		stage.program(single("ours", { eventId: "shared", feedbackValue: "Valid" }));
		await stage.up();
		expect(stage.feedback()).to.deep.equal({ shared: "Valid" });
		const { code, output } = await other.up();
		expect(code, output).to.equal(0);
		expect(stage.feedback()).to.deep.equal({ shared: "Invalid" });
	});

	it("tell the earlier one in its refresh, with who and when", async () => {
		const { output } = await stage.refresh();
		expect(output).to.match(
			/event shared .*: the feedback is now `Invalid`, by Admin on 20\S+Z, and was `Valid`/,
		);
		expect((await stage.resource("ours"))?.outputs).to.include({ feedbackValue: "Invalid" });
	});

	it("overrule each other in turn: the earlier one is the later one with its next `up`", async () => {
		const { writes } = await stage.up();
		expect(decisionsOf(writes)).to.deep.equal(["shared Valid"]);
		expect(stage.feedback()).to.deep.equal({ shared: "Valid" });
		const { output } = await other.refresh();
		expect(output).to.match(/event shared .*: the feedback is now `Valid`/);
	});
});
