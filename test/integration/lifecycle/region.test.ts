import { expect } from "chai";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId, set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

describe("A Region in the stack configuration", () => {
	const content = cognito(user("alice", ...signIns("e1", "e2", "e3")));
	const declared = [
		single("one", { eventId: "e1" }),
		single("two", { eventId: "e2" }),
		set("many", { e3: {} }),
	];

	quickStory("is reported once if it is not called", { content }, async (stack) => {
		stack.program(...declared);
		await step("by a preview", async () => {
			stack.configure({ "aws:region": "us-west-2" });
			const { warnings } = await stack.preview();
			expect(warnings).to.deep.equal([
				`user pool ${poolId}: requests go to eu-central-1, which the pool's ID names, and not to us-west-2 (stack configuration aws:region). To call us-west-2 instead, as for a replica, set \`cognito-feedback:region\`.`,
			]);
		});
		await step("and not if it is the pool's, or another setting overrides it", async () => {
			stack.configure({ "aws:region": "eu-central-1" });
			expect((await stack.preview()).warnings).to.deep.equal([]);
			stack.configure({ "aws:region": "us-west-2", "cognito-feedback:region": "us-west-2" });
			expect((await stack.preview()).warnings).to.deep.equal([]);
		});
	});
});
