import { expect } from "chai";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { set, single } from "../../support/program.ts";
import { decisionsOf, step } from "../../support/story.ts";

describe("The stack configuration `cognito-feedback:evidence`", () => {
	const options = { content: cognito(user("alice", ...signIns("old", "oldInSet", "new", "newInSet"))) };
	const place = /203\.0\.113\.7|Berlin|Germany|Chrome|\+01:00/;
	const rating = /AccountTakeover/;

	quickStory("determines how much evidence state keeps", options, async (stack) => {
		/** The number of inputs and outputs in state that match. */
		const countOf = (text: RegExp): number =>
			[...stack.state.values()]
				.flatMap(({ inputs, outputs }) => [inputs, outputs])
				.filter((side) => text.test(JSON.stringify(side))).length;

		await step("everything by default", async () => {
			stack.program(single("old", { eventId: "old" }), set("many", { oldInSet: {} }));
			await stack.up();
			expect(countOf(place)).to.equal(4);
		});

		await step("`risk` removes address, place and device from state, and keeps the rating", async () => {
			stack.configure({ "cognito-feedback:evidence": "risk" });
			stack.program(
				single("old", { eventId: "old" }),
				single("new", { eventId: "new" }),
				set("many", { oldInSet: {}, newInSet: {} }),
			);
			const { writes } = await stack.up();
			expect(decisionsOf(writes)).to.deep.equal(["new Valid", "newInSet Valid"]);
			expect(countOf(place)).to.equal(0);
			expect(countOf(rating)).to.equal(6);
		});

		await step("`none` removes all of it from state", async () => {
			stack.configure({ "cognito-feedback:evidence": "none" });
			const { writes } = await stack.up();
			expect(writes).to.deep.equal([]);
			expect(countOf(rating)).to.equal(0);
			expect(countOf(/"event"/)).to.equal(0);
		});

		await step("after that, there are no further changes", async () => {
			const { steps, requests } = await stack.preview();
			expect(steps).to.deep.equal({ create: 0, update: 0, delete: 0, unchanged: 3 });
			expect(requests).to.deep.equal([]);
		});
	});
});
