import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { membersIn } from "../../tools/pulumi-project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { Hold } from "../support/emulatorHold.ts";
import { set } from "../support/program.ts";
import { scene } from "../support/story.ts";

const ids = Array.from({ length: 200 }, (_, index) => `e${index}`);

overFrontEnds("Ctrl-C during the `up` of a set", (frontEnd) => {
	const begun = new Hold();
	const stage = scene({
		frontEnd,
		content: cognito(user("alice", ...signIns(...ids))),
		config: { "cognito-feedback:requestsPerSecond": "100" },
		onRequest: ({ operation }) =>
			operation === "AdminUpdateAuthEventFeedback" ? begun.hold() : Promise.resolve(),
	});
	const writes = () =>
		stage.emulator.requests.filter(({ operation }) => operation === "AdminUpdateAuthEventFeedback");
	let taken: Record<string, string>;

	it("starts no further request, lets the running ones end, and keeps what was done", async () => {
		stage.program(set("many", Object.fromEntries(ids.map((id) => [id, {}]))));
		const { pid, ended, printed } = stage.project.start("up", "--yes", "--skip-preview");
		await begun.arrived;
		process.kill(pid, "SIGINT");
		await printed(/cancelling/);
		begun.letGo();
		const { code, output } = await ended;
		expect(code, output).not.to.equal(0);
		expect(output).to.match(/\d+ of 200 decisions could not be submitted/);
		expect(output).to.include("the run was cancelled before this was requested");
		taken = stage.feedback();
		expect(Object.keys(taken)).to.have.length(writes().length).and.to.have.length.within(1, 40);
		const stored = membersIn((await stage.resource("many"))?.outputs?.decisions);
		expect(stored).to.have.all.keys(Object.keys(taken));
	});

	it("is finished by the next `up`, which sends the rest and nothing twice", async () => {
		const { writes: sent } = await stage.up();
		expect(sent).to.have.length(200 - Object.keys(taken).length);
		expect(Object.keys(stage.feedback())).to.have.members(ids);
	});
});
