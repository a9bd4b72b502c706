import { expect } from "chai";
import { membersIn } from "../../workbench/project/state.ts";
import { cognito, manySignIns, user } from "./cognitoContent.ts";
import { Hold } from "./emulatorHold.ts";
import { set } from "./program.ts";
import { type StackOptions, step, TestStack } from "./story.ts";

/** Runs two `up`s of one stack concurrently, with state in the backend of the environment. */
export async function runTwoUps(options: Pick<StackOptions, "env"> = {}): Promise<void> {
	const ids = Array.from({ length: 40 }, (_, index) => `e${index + 1}`);
	const middle = 20;
	const held = new Hold();
	let count = 0;
	const stack = await TestStack.create({
		content: cognito(user("alice", ...manySignIns("e", ids.length))),
		config: { "cognito-feedback:requestsPerSecond": "80" },
		...options,
		onRequest: ({ operation }) => {
			if (operation === "AdminUpdateAuthEventFeedback" && ++count >= middle) return held.hold();
		},
	});
	stack.program(set("many", Object.fromEntries(ids.map((id) => [id, {}]))));
	const first = stack.up();
	try {
		await Promise.race([held.arrived, first]);

		await step("the second fails while the first runs, and reports who has locked the stack", async () => {
			const { output } = await stack.fails("up");
			expect(output).to.include("the stack is currently locked by 1 lock(s)");
			expect(output).to.match(/created by \S+@\S+ \(pid \d+\) at /);
		});

		await step("the first submits each decision once, and state contains them all", async () => {
			held.letGo();
			const { writes } = await first;
			expect(writes.map(({ input }) => input.EventId)).to.have.members(ids);
			expect(stack.feedback()).to.have.all.keys(ids);
			expect(membersIn((await stack.resource("many"))?.outputs?.decisions)).to.have.all.keys(ids);
		});

		await step("the second runs after the first, and has nothing to do", async () => {
			const { output, requests } = await stack.up();
			expect(output).to.include("unchanged");
			expect(requests).to.deep.equal([]);
		});
	} finally {
		held.letGo();
		await Promise.allSettled([first]);
		await stack.dispose();
	}
}
