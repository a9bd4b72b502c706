import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { evidenceIn } from "../../tools/pulumi-project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { code, poolId, set, setOf, single } from "../support/program.ts";
import { decisionsOf, type Step, scene } from "../support/story.ts";

/** A resource that makes all values for decisions when it is created or updated. */
function source(version: number): string {
	const made = {
		userPoolId: poolId,
		username: "alice",
		eventId: "byId",
		feedbackValue: "Invalid",
		decisions: { inWhole: { username: "alice", feedbackValue: "Valid" } },
	};
	return `
		class Source extends pulumi.dynamic.Resource {}
		const make = (inputs) => ({ ...inputs, ...${JSON.stringify(made)} });
		const provider = {
			create: async (inputs) => ({ id: "source", outs: make(inputs) }),
			update: async (id, olds, inputs) => ({ outs: make(inputs) }),
		};
		const unset = Object.fromEntries(${JSON.stringify(Object.keys(made))}.map((name) => [name, undefined]));
		const source = new Source(provider, "source", { version: ${version}, ...unset });
	`;
}

overFrontEnds("Values that are known only after another resource", (frontEnd) => {
	const stage = scene({
		frontEnd,
		content: cognito(
			user(
				"alice",
				...signIns("pool", "user", "byId", "value", "note", "inSet", "known", "inWhole", "setPool"),
			),
		),
		config: { "cognito-feedback:requestsPerSecond": "1000" },
	});
	const decisions = [
		single("pool", { eventId: "pool", userPoolId: code("source.userPoolId") }),
		single("user", { eventId: "user", username: code("source.username") }),
		single("byId", { eventId: code("source.eventId") }),
		single("value", { eventId: "value", feedbackValue: code("source.feedbackValue") }),
		single("note", { eventId: "note", note: code("source.username") }),
		set("members", { inSet: { username: code("source.username") }, known: {} }),
		setOf("whole", { userPoolId: poolId, decisions: code("source.decisions") }),
		set("setPool", { setPool: {} }, { userPoolId: code("source.userPoolId") }),
	];

	let first: Step;

	it("pass a preview, which looks up the events that it can", async () => {
		stage.program(source(1), ...decisions);
		first = await stage.preview();
		expect(first.output).to.include("+ 10 to create");
		expect(first.writes).to.deep.equal([]);
		expect(first.lists).to.have.lengthOf(1);
	});

	it("leave the other decisions of their set in sight", () => {
		expect(first.output).to.match(/known: \{\s+event *: "SignIn 2026-11-20 08:14Z/);
	});

	it("are sent as they turn out", async () => {
		const { writes } = await stage.up();
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
		expect(evidenceIn(await stage.resource("user"))).to.include({ city: "Berlin" });
		expect((await stage.resource("byId"))?.id).to.equal(`${poolId}/byId`);
	});

	it("pass a preview also where they may change, and nothing is sent where they do not", async () => {
		stage.program(source(2), ...decisions);
		const preview = await stage.preview();
		expect(preview.output).to.match(/username *: "alice" => \[unknown\]/);
		expect(preview.writes).to.deep.equal([]);
		const up = await stage.up();
		expect(up.writes).to.deep.equal([]);
		expect(up.output).to.include("~ 1 updated").and.include("9 unchanged");
	});
});
