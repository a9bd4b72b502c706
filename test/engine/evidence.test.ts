import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { answered, cognito, signIn, signIns, user } from "../support/cognitoContent.ts";
import { set, single } from "../support/program.ts";
import { scene } from "../support/story.ts";

overFrontEnds("Evidence", (frontEnd) => {
	/** What Cognito answers to a listing. */
	let listing: "events" | "AccessDeniedException" | "InternalErrorException" = "events";
	const stage = scene({
		frontEnd,
		content: cognito(
			user("alice", signIn("new"), answered(signIn("overruled"), "Invalid", "User"), signIn("later")),
			user("bob", ...signIns("inSet")),
		),
		config: { "cognito-feedback:requestsPerSecond": "1000" },
		onRequest: ({ operation }) => {
			if (listing !== "events" && operation === "AdminListUserAuthEvents")
				throw new EmulatorError(listing, "No.");
		},
	});
	const declared = [
		single("new", { eventId: "new" }),
		single("overruled", { eventId: "overruled" }),
		set("many", { inSet: { username: "bob" } }),
	];

	it("is in the preview of a new decision, with the answer that it overrules", async () => {
		stage.program(...declared);
		const { output } = await stage.preview();
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
			/inSet: \{\s+event *: "SignIn 2026-11-20 08:14Z, High risk \(AccountTakeover\); 203.0.113.7 Berlin Germany, Chrome 141, Windows 11"/,
		]) {
			expect(output).to.match(line);
		}
	});

	it("is not to be had where listing is not permitted: one warning, and the run goes on", async () => {
		listing = "AccessDeniedException";
		const { output, writes } = await stage.up();
		expect(output.match(/not permitted to call cognito-idp:AdminListUserAuthEvents/g)).to.have.lengthOf(1);
		expect(output)
			.to.include("warning: ")
			.and.include("Until then there is no evidence, and drift is not seen");
		expect(writes).to.have.lengthOf(3);
		const { outputs } = (await stage.resource("new")) ?? {};
		expect(outputs).not.to.have.any.keys("event", "feedbackDate", "feedbackProvider");
	});

	it("is required by default", async () => {
		listing = "InternalErrorException";
		stage.program(...declared, single("later", { eventId: "later" }));
		const { output } = await stage.fails("preview");
		expect(output).to.include("resource 'later' has a problem: event later in user pool");
	});

	it("can be optional: what went wrong is a warning", async () => {
		stage.project.configure({ "cognito-feedback:eventLookup": "optional" });
		const { output } = await stage.preview();
		expect(output).to.include("warning: event later in user pool").and.include("an internal error");
		expect(output).to.include("+ 1 to create");
	});

	it("can be off: no request is made for it", async () => {
		stage.project.configure({ "cognito-feedback:eventLookup": "off" });
		expect((await stage.preview()).requests).to.deep.equal([]);
	});
});
