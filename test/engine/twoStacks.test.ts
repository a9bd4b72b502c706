import { expect } from "chai";
import { plugin } from "../../workbench/project/adapters.ts";
import { pluginSdk } from "../../workbench/project/sdk.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { quickProject } from "../support/quickProject.ts";
import { decisionsOf, step, story } from "../support/story.ts";

const content = cognito(user("alice", ...signIns("shared")));

// drift.test.ts shows drift with the dynamic provider.
story("Two stacks that decide on the same event", { content, adapter: plugin }, async (stack) => {
	const config = { "cognito-feedback:endpoint": stack.emulator.endpoint };
	const other = await quickProject({ adapter: plugin, config });
	try {
		await step("leave the feedback of the later one", async () => {
			stack.program(single("ours", { eventId: "shared", feedbackValue: "Valid" }));
			await stack.up();
			expect(stack.feedback()).to.deep.equal({ shared: "Valid" });
			other.program(() => single("theirs", { eventId: "shared", feedbackValue: "Invalid" })(pluginSdk));
			const { code, output } = await other.up();
			expect(code, output).to.equal(0);
			expect(stack.feedback()).to.deep.equal({ shared: "Invalid" });
		});

		await step("show in a refresh of the earlier one what the later one changed, and when", async () => {
			const { output } = await stack.refresh();
			expect(output).to.match(
				/event shared .*: drift detected: expected `Valid`, Cognito has `Invalid` \(by Admin on 20\S+Z\)/,
			);
			expect((await stack.resource("ours"))?.outputs).to.include({ feedbackValue: "Invalid" });
		});

		await step("overrule each other: the next `up` of the earlier one restores its value", async () => {
			const { writes } = await stack.up();
			expect(decisionsOf(writes)).to.deep.equal(["shared Valid"]);
			expect(stack.feedback()).to.deep.equal({ shared: "Valid" });
		});
	} finally {
		other.dispose();
	}
});
