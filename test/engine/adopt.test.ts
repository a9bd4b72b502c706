import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { evidenceIn } from "../../tools/pulumi-project/state.ts";
import { answered, cognito, signIn, user } from "../support/cognitoContent.ts";
import { set, single } from "../support/program.ts";
import { decisionsOf, scene } from "../support/story.ts";

overFrontEnds("An answer that is there already", (frontEnd) => {
	const stage = scene({
		frontEnd,
		content: cognito(
			user(
				"alice",
				answered(signIn("same"), "Valid", "Admin"),
				answered(signIn("other"), "Invalid", "Admin"),
				answered(signIn("users"), "Valid", "User"),
				answered(signIn("sameInSet"), "Valid", "Admin"),
				answered(signIn("otherInSet"), "Invalid", "Admin"),
			),
		),
	});

	it("is adopted where an administrator gave the same, and overruled where not", async () => {
		stage.program(
			single("same", { eventId: "same" }),
			single("other", { eventId: "other" }),
			single("users", { eventId: "users" }),
			set("many", { sameInSet: {}, otherInSet: {} }),
		);
		const { output, writes } = await stage.up();
		expect(decisionsOf(writes)).to.deep.equal(["other Valid", "otherInSet Valid", "users Valid"]);
		expect(output).to.match(
			/event same in .*answered `Valid` already, so nothing was sent and the answer is adopted/,
		);
		expect(output).to.match(/1 of 2 decisions .*adopted/);
	});

	it("keeps its date in state, and is said of an overruled one", async () => {
		const { outputs } = (await stage.resource("same")) ?? {};
		expect(outputs).to.include({ feedbackDate: "2026-11-21T10:00:00Z", feedbackProvider: "Admin" });
		const prior = { value: "Invalid", provider: "Admin", date: "2026-11-21T10:00:00Z" };
		expect(evidenceIn(await stage.resource("other"))).to.deep.include({ priorFeedback: prior });
		expect(JSON.stringify((await stage.resource("many"))?.outputs)).to.include("answered Invalid by Admin");
	});

	it("is managed from then on", async () => {
		const { output, requests } = await stage.preview();
		expect(output).to.include("5 unchanged");
		expect(requests).to.deep.equal([]);
	});
});
