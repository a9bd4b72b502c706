import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId, set, single } from "../support/program.ts";
import { scene } from "../support/story.ts";

overFrontEnds("An event that two resources decide on", (frontEnd) => {
	const stage = scene({
		frontEnd,
		content: cognito(user("alice", ...signIns("inSets", "inBoth", "twice", "once"))),
	});

	it("is named in a warning with both of them", async () => {
		stage.program(
			set("first", { inSets: {}, once: {} }),
			set("second", { inSets: {}, inBoth: {} }),
			single("one", { eventId: "inBoth" }),
			single("two", { eventId: "twice" }),
			single("three", { eventId: "twice" }),
		);
		const { output } = await stage.preview();
		const warnings = output.split("\n").filter((line) => line.includes("is decided on by both"));
		expect(warnings, output).to.have.lengthOf(3);
		for (const [id, ...names] of [
			["inSets", 'AuthEventFeedbackSet "first"', 'AuthEventFeedbackSet "second"'],
			["inBoth", 'AuthEventFeedbackSet "second"', 'AuthEventFeedback "one"'],
			["twice", 'AuthEventFeedback "two"', 'AuthEventFeedback "three"'],
		]) {
			const warning = warnings.find((line) => line.includes(`warning: event ${id} in user pool ${poolId}`));
			for (const name of names) expect(warning).to.include(name);
		}
	});
});
