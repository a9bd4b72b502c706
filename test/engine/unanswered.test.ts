import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { set, single } from "../support/program.ts";
import { SilentServer } from "../support/silentServer.ts";
import { scene } from "../support/story.ts";

describe("A server that accepts and never answers", () => {
	const ids = Array.from({ length: 100 }, (_, index) => `e${index}`);
	const decisions = Object.fromEntries(ids.map((id) => [id, {}]));
	const stage = scene({
		content: cognito(user("alice", ...signIns(...ids))),
		config: { "cognito-feedback:requestTimeout": "1" },
	});
	const silent = new SilentServer();
	let answering: string;

	before(async () => {
		answering = stage.emulator.endpoint;
		stage.project.configure({ "cognito-feedback:endpoint": await silent.listen() });
	});
	after(() => silent.close());

	it("ends a preview with an error that says so", async () => {
		stage.program(single("one", { eventId: "e1" }));
		const { output } = await stage.fails("preview");
		expect(output).to.include("event e1 in user pool eu-central-1_Test: the server did not answer in time");
		expect(output).to.include("in 3 attempts").and.include("cognito-feedback:requestTimeout 60");
	});

	it("ends the `up` of a set with the first requests, and holds up none of the others for long", async () => {
		stage.project.configure({ "cognito-feedback:eventLookup": "off" });
		stage.program(set("many", decisions));
		const before = silent.connections;
		const { output } = await stage.fails("up");
		expect(output).to.match(/100 of 100 decisions could not be submitted/);
		expect(output).to.include("the server did not answer in time");
		// Without giving up together each of the 100 would be tried three times.
		expect(silent.connections - before).to.be.within(1, 150);
	});

	it("is finished by the next `up`, once the server answers", async () => {
		stage.project.configure({ "cognito-feedback:endpoint": answering });
		expect((await stage.up()).writes).to.have.length(100);
		expect(Object.keys(stage.feedback())).to.have.members(ids);
	});
});
