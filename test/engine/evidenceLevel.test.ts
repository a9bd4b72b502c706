import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { set, single } from "../support/program.ts";
import { scene } from "../support/story.ts";

overFrontEnds("The stack configuration `cognito-feedback:evidence`", (frontEnd) => {
	const stage = scene({
		frontEnd,
		content: cognito(user("alice", ...signIns("old", "oldInSet", "new", "newInSet"))),
	});
	const place = /203\.0\.113\.7|Berlin|Germany|Chrome|\+01:00/;
	const rating = /AccountTakeover/;
	const before = [single("old", { eventId: "old" }), set("many", { oldInSet: {} })];
	const after = [
		single("old", { eventId: "old" }),
		single("new", { eventId: "new" }),
		set("many", { oldInSet: {}, newInSet: {} }),
	];

	/** The inputs and outputs in state that match. */
	async function heldOf(text: RegExp): Promise<number> {
		const sides = (await stage.project.state()).flatMap(({ inputs, outputs }) => [inputs, outputs]);
		return sides.filter((side) => text.test(JSON.stringify(side))).length;
	}

	it("keeps everything by default", async () => {
		stage.program(...before);
		await stage.up();
		expect(await heldOf(place)).to.equal(4);
	});

	it("`risk` takes address, place and device out of state, and keeps the rating", async () => {
		stage.project.configure({ "cognito-feedback:evidence": "risk" });
		stage.program(...after);
		const { writes } = await stage.up();
		expect(writes.map(({ input }) => input.EventId)).to.have.members(["new", "newInSet"]);
		expect(await heldOf(place)).to.equal(0);
		expect(await heldOf(rating)).to.equal(6);
	});

	it("`none` takes all of it out of state", async () => {
		stage.project.configure({ "cognito-feedback:evidence": "none" });
		const { writes } = await stage.up();
		expect(writes).to.deep.equal([]);
		expect(await heldOf(rating)).to.equal(0);
		expect(await heldOf(/"event"/)).to.equal(0);
	});

	it("changes nothing any more once it is applied", async () => {
		const { output, requests } = await stage.preview();
		expect(output).to.include("4 unchanged");
		expect(requests).to.deep.equal([]);
	});
});
