import { expect } from "chai";
import { cognito, signIn, signIns, user, withFeedback } from "../support/cognitoContent.ts";
import { poolId, set, single } from "../support/program.ts";
import { step, story } from "../support/story.ts";

const content = cognito(
	user(
		"alice",
		withFeedback(signIn("overruled"), "Invalid", "User"),
		...signIns("inSets", "inBoth", "twice"),
	),
	user("bob", ...signIns("inSet")),
);

story("A preview of new decisions", { content }, async (stack) => {
	stack.program(
		single("overruled", { eventId: "overruled" }),
		set("first", { inSets: {}, inSet: { username: "bob" } }),
		set("second", { inSets: {}, inBoth: {} }),
		single("one", { eventId: "inBoth" }),
		single("two", { eventId: "twice" }),
		single("three", { eventId: "twice" }),
	);
	const { output } = await stack.preview();

	await step("shows the evidence, with the feedback that a decision overrules", () => {
		for (const line of [
			/city *: "Berlin"/,
			/compromisedCredentials *: false/,
			/country *: "Germany"/,
			/device *: "Chrome 141, Windows 11"/,
			/ipAddress *: "203.0.113.7"/,
			/response *: "Pass"/,
			/riskDecision *: "AccountTakeover"/,
			/riskLevel *: "High"/,
			/time *: "2026-11-20T08:14:00Z"/,
			/timeZone *: "\+01:00"/,
			/type *: "SignIn"/,
			/challenges *: \[\s+\[0\]: "Password: Success"/,
			/priorFeedback *: \{\s+date *: "2026-11-21T10:00:00Z"\s+provider *: "User"\s+value *: "Invalid"/,
			/inSet *: \{\s+event *: "SignIn; 2026-11-20T08:14Z; High; AccountTakeover; 203.0.113.7; Berlin; Germany; Chrome 141, Windows 11"/,
		]) {
			expect(output).to.match(line);
		}
	});

	await step("warns of each event with decisions in two resources, and names both", () => {
		const warnings = output.split("\n").filter((line) => line.includes("is declared by both"));
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
