import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { membersIn } from "../../tools/pulumi-project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId, set } from "../support/program.ts";
import { decisionsOf, scene } from "../support/story.ts";

overFrontEnds("A set of decisions, from its declaration to its end", (frontEnd) => {
	const otherPool = "eu-central-1_Other";
	const ids = ["kept", "alike", "changed", "noted", "moved", "removed", "added"];
	const { UserPools } = cognito(user("alice", ...signIns(...ids)), user("bob", ...signIns("moved")));
	const stage = scene({
		frontEnd,
		content: { UserPools: [...UserPools, { Id: otherPool, Users: [user("alice", ...signIns("kept"))] }] },
		config: { "cognito-feedback:requestsPerSecond": "1000" },
	});
	const berlin =
		"SignIn 2026-11-20 08:14Z, High risk (AccountTakeover); 203.0.113.7 Berlin Germany, Chrome 141, Windows 11";

	it("previews each decision under its event ID with its evidence, and counts them", async () => {
		stage.program(
			set("many", { kept: {}, alike: {}, changed: {}, noted: { note: "TICKET-1" }, moved: {}, removed: {} }),
		);
		const { output, writes } = await stage.preview();
		for (const id of ["kept", "alike", "changed", "noted", "moved", "removed"]) {
			expect(output).to.match(new RegExp(`${id} *: \\{\\s+event *: "SignIn 2026-11-20 08:14Z, High risk`));
		}
		expect(output).to.include(": 6 to add\n");
		expect(writes).to.deep.equal([]);
	});

	it("is one resource, whose decisions are sent once each", async () => {
		const { writes } = await stage.up();
		expect(decisionsOf(writes)).to.deep.equal(
			["alike", "changed", "kept", "moved", "noted", "removed"].map((id) => `${id} Valid`),
		);
		const [resource, ...others] = await stage.project.state();
		expect(others).to.deep.equal([]);
		expect(resource?.type).to.equal(frontEnd.set);
		expect(resource?.id).to.equal(poolId);
		expect(resource?.outputs).to.deep.equal(resource?.inputs);
	});

	it("costs no request while it stays as it is", async () => {
		const { output, requests } = await stage.preview();
		expect(output).to.include("2 unchanged").and.not.include("to change");
		expect(requests).to.deep.equal([]);
	});

	it("stays as it is where changes of its decisions are ignored", async () => {
		const ignoring = { ignoreChanges: ["decisions"] };
		stage.program(set("many", { kept: { feedbackValue: "Invalid" }, added: {} }, {}, ignoring));
		const { output, requests } = await stage.preview();
		expect(output).to.include("2 unchanged").and.not.include("to change");
		expect(requests).to.deep.equal([]);
	});

	it("shows what is added, changed and removed", async () => {
		stage.program(
			set("many", {
				kept: {},
				alike: {},
				changed: { feedbackValue: "Invalid" },
				noted: { note: "TICKET-2" },
				moved: { username: "bob" },
				added: { feedbackValue: "Invalid" },
			}),
		);
		const { output } = await stage.preview();
		expect(output).to.include(`+ added alice Invalid: ${berlin}\n`);
		expect(output).to.include(`~ changed alice Valid → Invalid: ${berlin}\n`);
		expect(output).to.include(`~ noted alice Valid: ${berlin}\n`);
		expect(output).to.include(`~ moved bob Valid: ${berlin}\n`);
		expect(output).to.include(`- removed alice Valid: ${berlin}\n`);
		expect(output).to.include(": 1 to add, 3 to change, 1 to leave behind, 2 unchanged\n");
		expect(output).not.to.match(/[+~-] (kept|alike) /);
	});

	it("sends only what changed, and leaves behind what is removed", async () => {
		const { output, writes } = await stage.up();
		expect(decisionsOf(writes)).to.deep.equal(["added Invalid", "changed Invalid", "moved Valid"]);
		expect(writes.find(({ input }) => input.EventId === "moved")?.input).to.include({ Username: "bob" });
		expect(output).to.include("feedback on event removed (`Valid`) stays in Amazon Cognito");
		const decisions = membersIn((await stage.resource("many"))?.outputs?.decisions);
		expect(decisions).to.have.all.keys("kept", "alike", "changed", "noted", "moved", "added");
		expect(decisions.noted).to.include({ note: "TICKET-2" });
	});

	it("is replaced where its pool changes, and what it held is left behind", async () => {
		stage.program(set("many", { kept: {} }, { userPoolId: otherPool }));
		const { output, writes } = await stage.up();
		expect(output).to.include("+-1 replaced");
		expect(writes.map(({ input }) => input.UserPoolId)).to.deep.equal([otherPool]);
		expect(output).to.include(`user pool ${poolId}: feedback on 6 events stays in Amazon Cognito`);
		for (const left of ["kept (`Valid`)", "changed (`Invalid`)", "added (`Invalid`)"])
			expect(output).to.include(left);
		expect((await stage.resource("many"))?.id).to.equal(otherPool);
	});

	it("is destroyed without a request and with a warning", async () => {
		const { output, requests } = await stage.destroy();
		expect(requests).to.deep.equal([]);
		expect(output).to.include(
			`user pool ${otherPool}: feedback on event kept (\`Valid\`) stays in Amazon Cognito`,
		);
	});
});
