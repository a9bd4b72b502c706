import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { decisionsInState } from "../../workbench/project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { set } from "../support/program.ts";
import { decisionsOf, overTestedAdapters, step, story } from "../support/story.ts";

overTestedAdapters((adapter, through) => {
	/** The errors with which Cognito rejects decisions, by event. */
	let refusals: Readonly<Record<string, string>> = {};
	const options = {
		adapter,
		content: cognito(user("alice", ...signIns("a", "b", "c", "d"))),
		config: { "cognito-feedback:requestsPerSecond": "1000" },
		onRequest: ({ operation, input }: { operation: string; input: Readonly<Record<string, unknown>> }) => {
			const refusal = operation === "AdminUpdateAuthEventFeedback" && refusals[String(input.EventId)];
			if (refusal) throw new EmulatorError(refusal, "Said by Cognito.");
		},
	};

	story(`A set of which Cognito accepts only a part ${through}`, options, async (stack) => {
		const values = async () => decisionsInState(await stack.project.state());

		await step("fails with the reasons and what to do, and state keeps the accepted decisions", async () => {
			refusals = { b: "AccessDeniedException", c: "AccessDeniedException", d: "NotAuthorizedException" };
			stack.program(set("many", { a: {}, b: {}, c: {}, d: {} }));
			const { output } = await stack.fails("up");
			expect(output)
				.to.include("2 events: b, c: the credentials are not permitted")
				.and.include("Grant the IAM action");
			expect(output).to.include("event d: Cognito did not authorize the request: Said by Cognito");
			expect(output).to.include("3 of 4 decisions could not be submitted");
			expect(output).to.include("the next `pulumi up` submits the rest");
			expect(stack.feedback()).to.deep.equal({ a: "Valid" });
			expect(await values()).to.deep.equal({ a: "Valid" });
		});

		await step(
			"submits the missing decisions next, and keeps the old value of a rejected change",
			async () => {
				refusals = { a: "AccessDeniedException", d: "NotAuthorizedException" };
				stack.program(set("many", { a: { feedbackValue: "Invalid" }, b: {}, c: {}, d: {} }));
				const { output, writes } = await stack.fails("up");
				expect(output).to.include("+ b alice Valid: ").and.include("3 to add, 1 to change");
				expect(decisionsOf(writes)).to.deep.equal(["a Invalid", "b Valid", "c Valid", "d Valid"]);
				expect(await values()).to.deep.equal({ a: "Valid", b: "Valid", c: "Valid" });
			},
		);

		await step("is complete after an `up` without rejections", async () => {
			refusals = {};
			const { writes } = await stack.up();
			expect(decisionsOf(writes)).to.deep.equal(["a Invalid", "d Valid"]);
			expect(await values()).to.deep.equal({ a: "Invalid", b: "Valid", c: "Valid", d: "Valid" });
		});
	});
});
