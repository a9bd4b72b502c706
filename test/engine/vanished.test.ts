import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { membersIn } from "../../tools/pulumi-project/state.ts";
import { cognito, onlyEvents, signIns, user } from "../support/cognitoContent.ts";
import { poolId, set, single } from "../support/program.ts";
import { scene } from "../support/story.ts";

overFrontEnds("What Cognito does not have any more", (frontEnd) => {
	const dropped = "eu-central-1_Dropped";
	const { UserPools } = cognito(
		user("alice", ...signIns("kept", "forgotten", "keptInSet", "forgottenInSet")),
		user("bob", ...signIns("user")),
	);
	const pool = { Id: dropped, Users: [user("alice", ...signIns("pool"))] };
	const stage = scene({ frontEnd, content: { UserPools: [...UserPools, pool] } });
	const declared = [
		single("kept", { eventId: "kept" }),
		single("event", { eventId: "forgotten" }),
		single("user", { eventId: "user", username: "bob" }),
		single("pool", { eventId: "pool", userPoolId: dropped }),
		set("many", { keptInSet: {}, forgottenInSet: {} }),
	];

	it("is gone after a refresh: an event, a user, a pool", async () => {
		stage.program(...declared);
		await stage.up();
		await stage.becomes(onlyEvents(stage.emulator.content(), "kept", "keptInSet"));
		const { output, writes } = await stage.refresh();
		expect(output).to.include("- 3 deleted").and.include("~ 1 updated");
		expect(output).to.include(`event forgotten in user pool ${poolId} does not exist`);
		expect(output).to.match(/event user in .*has no user of the given username/);
		expect(output).to.match(new RegExp(`event pool in .*${dropped}.*does not find the user pool`));
		expect(output).to.match(/events have vanished \(1\).*forgottenInSet/);
		expect(output).not.to.include("event kept");
		expect(writes).to.deep.equal([]);
	});

	it("leaves state with what is still there", async () => {
		const state = await stage.project.state();
		expect(state.map(({ urn }) => urn.split("::").at(-1))).to.have.members(["kept", "many"]);
		expect(Object.keys(membersIn((await stage.resource("many"))?.outputs?.decisions))).to.deep.equal([
			"keptInSet",
		]);
	});

	it("fails the preview of a program that still decides on it", async () => {
		stage.program(...declared.slice(0, 2));
		const { output } = await stage.fails("preview");
		expect(output).to.include(`event forgotten in user pool ${poolId} does not exist: searched all 2 events`);
	});
});
