import { expect } from "chai";
import { evidenceIn, named } from "../../workbench/project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { type Declaration, knownAfterUp, members, poolId, set, setOf, single } from "../support/program.ts";
import { decisionsOf, overTestedAdapters, step, story } from "../support/story.ts";

const ids = ["pool", "user", "byId", "value", "note", "inSet", "known", "inWhole", "setPool"];
const options = {
	content: cognito(user("alice", ...signIns(...ids))),
	config: { "cognito-feedback:requestsPerSecond": "1000" },
};

/** Declares decisions, each with a different value that is unknown until `up`. */
const declareAll: Declaration = (sdk) => {
	for (const declare of [
		single("pool", { eventId: "pool", userPoolId: knownAfterUp(poolId) }),
		single("user", { eventId: "user", username: knownAfterUp("alice") }),
		single("byId", { eventId: knownAfterUp("byId") }),
		single("value", { eventId: "value", feedbackValue: knownAfterUp("Invalid") }),
		single("note", { eventId: "note", note: knownAfterUp("TICKET-1") }),
		set("members", { inSet: { username: knownAfterUp("alice") }, known: {} }),
		setOf("whole", { userPoolId: poolId, decisions: knownAfterUp(members({ inWhole: {} })) }),
		set("setPool", { setPool: {} }, { userPoolId: knownAfterUp(poolId) }),
	])
		declare(sdk);
};

overTestedAdapters((adapter, through) => {
	story(`Values that a preview does not know ${through}`, { ...options, adapter }, async (stack) => {
		stack.program(declareAll);

		await step("do not fail it; known events are looked up, and the rest of a set is shown", async () => {
			const { output, writes, lists } = await stack.preview();
			expect(output).to.include("+ 9 to create");
			expect(output).to.match(/known: \{\s+event *: "SignIn; 2026-11-20T08:14Z/);
			expect(writes).to.deep.equal([]);
			expect(lists).to.have.lengthOf(1);
		});

		await step("are submitted with their actual values", async () => {
			const { writes } = await stack.up();
			expect(decisionsOf(writes)).to.deep.equal([
				"byId Valid",
				"inSet Valid",
				"inWhole Valid",
				"known Valid",
				"note Valid",
				"pool Valid",
				"setPool Valid",
				"user Valid",
				"value Invalid",
			]);
			const state = await stack.project.state();
			expect(evidenceIn(named(state, "user"))).to.include({ city: "Berlin" });
			expect(named(state, "byId")?.id).to.equal(`${poolId}/byId`);
		});

		await step("do not fail a preview in which they may change", async () => {
			const { output, writes } = await stack.preview();
			expect(output).to.match(/username *: "alice" => \[unknown\]/);
			expect(writes).to.deep.equal([]);
		});
	});
});
