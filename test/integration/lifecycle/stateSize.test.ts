import { expect } from "chai";
import { buildPool, decide, poolFor, userPoolId } from "../../../workbench/pool.ts";
import { quickStory } from "../../harness/stack.ts";

const count = 100;
const pool = poolFor(count);

quickStory(
	"A set with evidence takes at most 500 bytes of state for each decision",
	{ content: buildPool(pool) },
	async (stack) => {
		stack.program((feedback) => {
			new feedback.AuthEventFeedbackSet("set", { userPoolId, decisions: decide(pool, count, "Valid") });
		});
		await stack.up();
		const { inputs, outputs } = stack.state.get("set") ?? {};
		expect(Object.keys(stack.decisions())).to.have.lengthOf(count);
		expect(JSON.stringify(outputs)).to.include("203.0.113.");
		const bytes = Buffer.byteLength(JSON.stringify({ inputs, outputs })) / count;
		expect(bytes).to.be.within(400, 500);
	},
);
