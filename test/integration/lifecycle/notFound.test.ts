import { expect } from "chai";
import { quickStory } from "../../harness/stack.ts";
import { cognito, onlyEvents, signIns, user } from "../../support/cognitoContent.ts";
import { poolId, set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

describe("Events, users and pools that no longer exist", () => {
	const dropped = "eu-central-1_Dropped";
	const { UserPools } = cognito(
		user("alice", ...signIns("kept", "forgotten", "keptInSet", "forgottenInSet")),
		user("bob", ...signIns("user")),
	);
	const pool = { Id: dropped, Users: [user("alice", ...signIns("pool"))] };
	const declared = [
		single("kept", { eventId: "kept" }),
		single("event", { eventId: "forgotten" }),
		single("user", { eventId: "user", username: "bob" }),
		single("pool", { eventId: "pool", userPoolId: dropped }),
		set("many", { keptInSet: {}, forgottenInSet: {} }),
	];

	quickStory(
		"are removed from state by a refresh, and then fail the preview of a program that still declares them",
		{ content: { UserPools: [...UserPools, pool] } },
		async (stack) => {
			await step("a refresh removes their decisions from state, each with a reason", async () => {
				stack.program(...declared);
				await stack.up();
				await stack.becomes(onlyEvents(stack.emulator.content(), "kept", "keptInSet"));
				const { output, steps, writes } = await stack.refresh();
				expect(steps).to.include({ delete: 3, update: 1, unchanged: 1 });
				expect(output).to.include(`event forgotten in user pool ${poolId} does not exist`);
				expect(output).to.match(/event user in .*has no user with this username/);
				expect(output).to.match(new RegExp(`event pool in .*${dropped}.*could not find the user pool`));
				expect(output).to.match(/events no longer exist \(1\).*forgottenInSet/);
				expect(output).not.to.include("event kept");
				expect(writes).to.deep.equal([]);
			});

			await step("state keeps decisions on existing events", () => {
				expect([...stack.state.keys()]).to.have.members(["kept", "many"]);
				expect(stack.decisions()).to.deep.equal({ kept: "Valid", keptInSet: "Valid" });
			});

			await step("a program that still declares decisions on them fails the preview", async () => {
				stack.program(...declared.slice(0, 2));
				const { output } = await stack.fails("preview");
				expect(output).to.include(
					`event forgotten in user pool ${poolId} does not exist: searched all 2 events`,
				);
			});
		},
	);
});
