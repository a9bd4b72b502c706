import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { decisionsInState } from "../../tools/pulumi-project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { set } from "../support/program.ts";
import { decisionsOf, type Step, scene } from "../support/story.ts";

overFrontEnds("A set of which Cognito takes a part", (frontEnd) => {
	/** What submitting a decision on an event is answered with. */
	let refusals: Readonly<Record<string, string>> = {};
	const stage = scene({
		frontEnd,
		content: cognito(user("alice", ...signIns("a", "b", "c", "d"))),
		config: { "cognito-feedback:requestsPerSecond": "1000" },
		onRequest: ({ operation, input }) => {
			const refusal = operation === "AdminUpdateAuthEventFeedback" && refusals[String(input.EventId)];
			if (refusal) throw new EmulatorError(refusal, "Said by Cognito.");
		},
	});

	let first: Step;

	async function valuesInState(): Promise<unknown> {
		return decisionsInState(await stage.project.state());
	}

	it("fails with the reasons, and state holds what was taken", async () => {
		refusals = { b: "AccessDeniedException", c: "AccessDeniedException", d: "NotAuthorizedException" };
		stage.program(set("many", { a: {}, b: {}, c: {}, d: {} }));
		first = await stage.fails("up");
		const { output } = first;
		expect(output)
			.to.include("2 events: b, c: the credentials are not permitted")
			.and.include("Grant the IAM action");
		expect(output).to.include("event d: Cognito did not authorize the request: Said by Cognito");
		expect(stage.feedback()).to.deep.equal({ a: "Valid" });
		expect(await valuesInState()).to.deep.equal({ a: "Valid" });
	});

	it("says how many failed, and that the next `up` sends what is missing", () => {
		expect(first.output).to.include("3 of 4 decisions could not be submitted");
		expect(first.output).to.include("the next `pulumi up` sends what is missing");
	});

	it("gets what is missing from the next `up`; state keeps the old value where a change is refused", async () => {
		refusals = { a: "AccessDeniedException", d: "NotAuthorizedException" };
		stage.program(set("many", { a: { feedbackValue: "Invalid" }, b: {}, c: {}, d: {} }));
		const { output, writes } = await stage.fails("up");
		expect(output).to.include("+ b alice Valid: ").and.include("3 to add, 1 to change");
		expect(decisionsOf(writes)).to.deep.equal(["a Invalid", "b Valid", "c Valid", "d Valid"]);
		expect(await valuesInState()).to.deep.equal({ a: "Valid", b: "Valid", c: "Valid" });
	});

	it("is whole after an `up` that nothing is refused in", async () => {
		refusals = {};
		const { writes } = await stage.up();
		expect(decisionsOf(writes)).to.deep.equal(["a Invalid", "d Valid"]);
		expect(await valuesInState()).to.deep.equal({ a: "Invalid", b: "Valid", c: "Valid", d: "Valid" });
	});
});
