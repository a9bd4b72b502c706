import { expect } from "chai";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { set, single } from "../../support/program.ts";
import { SilentServer } from "../../support/silentServer.ts";
import { step } from "../../support/story.ts";

describe("A server that accepts connections and never responds", () => {
	const ids = Array.from({ length: 100 }, (_, index) => `e${index}`);
	const silent = new SilentServer();
	const options = { content: cognito(user("alice", ...signIns(...ids))) };
	const quickly = { requestTimeout: 0.2 };

	after(() => silent.close());

	quickStory("fails commands soon and clearly, and the next `up` completes them", options, async (stack) => {
		stack.configure({ "cognito-feedback:endpoint": await silent.listen() });

		await step("a preview fails with the reason", async () => {
			stack.program(single("one", { eventId: "e1" }));
			const { output } = await stack.fails("preview", quickly);
			expect(output).to.include(
				"event e1 in user pool eu-central-1_Test: the server did not respond in time",
			);
			expect(output)
				.to.include("(TimeoutError, 3 attempts)")
				.and.include("cognito-feedback:requestTimeout 60");
		});

		await step("the `up` of a set fails with the first requests, and delays no others", async () => {
			stack.configure({ "cognito-feedback:eventLookup": "off" });
			stack.program(set("many", Object.fromEntries(ids.map((id) => [id, {}]))));
			const before = silent.connections;
			const { output } = await stack.fails("up", quickly);
			expect(output).to.match(/100 of 100 decisions could not be submitted/);
			expect(output).to.include("the server did not respond in time");
			// If the requests did not fail together, each of the 100 would be tried three times.
			expect(silent.connections - before).to.be.within(1, 150);
		});

		await step("the next `up`, with a server that responds, completes it", async () => {
			stack.configure({ "cognito-feedback:endpoint": undefined });
			expect((await stack.up()).writes).to.have.length(100);
			expect(Object.keys(stack.feedback())).to.have.members(ids);
		});
	});
});
