import { expect } from "chai";
import { dynamicProvider, plugin } from "../../workbench/project/adapters.ts";
import { membersIn, named } from "../../workbench/project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId, set } from "../support/program.ts";
import { decisionsOf, step, story } from "../support/story.ts";

const otherPool = "eu-central-1_Other";
const ids = ["kept", "alike", "changed", "noted", "moved", "removed", "added", "x", "y"];
const { UserPools } = cognito(
	user("alice", ...signIns(...ids)),
	user("bob", ...signIns("moved")),
	user("carol", ...signIns("still", "ignored", "notIgnored")),
);
const options = {
	content: { UserPools: [...UserPools, { Id: otherPool, Users: [user("alice", ...signIns("z"))] }] },
	config: { "cognito-feedback:requestsPerSecond": "1000" },
};
const berlin =
	"SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), 203.0.113.7 Berlin Germany, Chrome 141, Windows 11";
const ignoring = { ignoreChanges: ["decisions"] };
const invalid = { username: "carol", feedbackValue: "Invalid" };

story("A set of decisions, from its declaration to its end", options, async (stack) => {
	const many = { kept: {}, alike: {}, changed: {}, noted: { note: "TICKET-1" }, moved: {}, removed: {} };
	const unchanged = set("unchanged", { still: { username: "carol", note: "TICKET-3" } });

	await step("is previewed: each decision under its event ID with its evidence, and a count", async () => {
		stack.program(
			set("many", many),
			unchanged,
			set("frozen", { ignored: { username: "carol" } }, {}, ignoring),
			set("replaced", { x: {}, y: { feedbackValue: "Invalid" } }),
		);
		const { output, writes } = await stack.preview();
		for (const id of Object.keys(many)) {
			expect(output).to.match(new RegExp(`${id} *: \\{\\s+event *: "SignIn; 2026-11-20T08:14Z; High`));
		}
		expect(output).to.include("many: 6 to add\n");
		expect(writes).to.deep.equal([]);
	});

	await step("is one resource, which submits each decision once", async () => {
		const { writes } = await stack.up();
		expect(decisionsOf(writes)).to.deep.equal([
			"alike Valid",
			"changed Valid",
			"ignored Valid",
			"kept Valid",
			"moved Valid",
			"noted Valid",
			"removed Valid",
			"still Valid",
			"x Valid",
			"y Invalid",
		]);
		const state = await stack.project.state();
		expect(state.map(({ type }) => type)).to.deep.equal(Array(4).fill(dynamicProvider.set));
		const resource = named(state, "many");
		expect(resource?.id).to.equal(poolId);
		expect(resource?.outputs).to.deep.equal(resource?.inputs);
	});

	await step(
		"previews added, changed and removed decisions, and a replacement if the pool changes",
		async () => {
			stack.program(
				set("many", {
					kept: {},
					alike: {},
					changed: { feedbackValue: "Invalid" },
					noted: { note: "TICKET-2" },
					moved: { username: "bob" },
					added: { feedbackValue: "Invalid" },
				}),
				unchanged,
				set("frozen", { ignored: invalid, notIgnored: invalid }, {}, ignoring),
				set("replaced", { z: {} }, { userPoolId: otherPool }),
			);
			const { output, writes, requests } = await stack.preview();
			expect(output).to.include(`+ added alice Invalid: ${berlin}\n`);
			expect(output).to.include(`~ changed alice Valid → Invalid: ${berlin}\n`);
			expect(output).to.include(`~ noted alice Valid, note "TICKET-1" → "TICKET-2": ${berlin}\n`);
			expect(output).to.include(`~ moved bob Valid: ${berlin}\n`);
			expect(output).to.include(`- removed alice Valid: ${berlin}\n`);
			expect(output).to.include("many: 1 to add, 3 to change, 1 to retain, 2 unchanged\n");
			expect(output).not.to.match(/[+~-] (kept|alike) /);
			expect(output).to.include("+-1 to replace");
			expect(writes).to.deep.equal([]);
			// Unchanged decisions, and those with ignored changes, make no request.
			expect(output).to.include("~ 1 to update").and.include("3 unchanged");
			expect(requests.map(({ input }) => input.Username)).not.to.include("carol");
		},
	);

	await step("submits only changes, and retains the feedback of removed and replaced decisions", async () => {
		const { output, writes } = await stack.up();
		expect(decisionsOf(writes)).to.deep.equal(["added Invalid", "changed Invalid", "moved Valid", "z Valid"]);
		const input = (id: string) => writes.find(({ input }) => input.EventId === id)?.input;
		expect(input("moved")).to.include({ Username: "bob", UserPoolId: poolId });
		expect(input("z")).to.include({ UserPoolId: otherPool });
		expect(output).to.include("feedback on event removed (`Valid`) is retained in Amazon Cognito");
		expect(output).to.include(`user pool ${poolId}: feedback on 2 events is retained in Amazon Cognito`);
		expect(output).to.include("x (`Valid`)").and.include("y (`Invalid`)");
		const state = await stack.project.state();
		const decisions = membersIn(named(state, "many")?.outputs?.decisions);
		expect(decisions).to.have.all.keys("kept", "alike", "changed", "noted", "moved", "added");
		expect(decisions.noted).to.include({ note: "TICKET-2" });
		expect(named(state, "replaced")?.id).to.equal(otherPool);
	});

	await step("is destroyed without a request and with a warning", async () => {
		const { output, requests } = await stack.destroy();
		expect(requests).to.deep.equal([]);
		expect(output).to.include(
			`user pool ${otherPool}: feedback on event z (\`Valid\`) is retained in Amazon Cognito`,
		);
		expect(output).to.include(`user pool ${poolId}: feedback on 6 events is retained in Amazon Cognito`);
	});
});

// State keeps decisions in another form, which Pulumi passes instead of the ignored changes.
story(
	"A set of the plugin does not change if changes of its decisions are ignored",
	{ ...options, adapter: plugin },
	async (stack) => {
		stack.program(set("frozen", { ignored: { username: "carol" } }, {}, ignoring));
		await stack.up();
		stack.program(set("frozen", { ignored: invalid, notIgnored: invalid }, {}, ignoring));
		const { output, requests } = await stack.preview();
		expect(output).to.include("2 unchanged").and.not.include("to change");
		expect(requests).to.deep.equal([]);
	},
);
