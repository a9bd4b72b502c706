import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { decisionsInState } from "../../tools/pulumi-project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { set, single } from "../support/program.ts";
import { someoneAnswers } from "../support/someoneAnswers.ts";
import { scene } from "../support/story.ts";

const lists = { operation: "AdminListUserAuthEvents" } as const;

overFrontEnds("Faults while events are read", (frontEnd) => {
	const stage = scene({
		frontEnd,
		content: cognito(user("alice", ...signIns("a", "b", "c"))),
		config: { "cognito-feedback:requestTimeout": "1" },
	});
	const applied = { a: "Valid", b: "Valid", c: "Valid" };

	const claimed = async () => decisionsInState(await stage.project.state());

	it("fail a preview with an error that says what to do", async () => {
		stage.program(single("single", { eventId: "a" }), set("many", { b: {}, c: {} }));
		stage.emulator.inject([{ fault: "proxyError", ...lists }]);
		const { output } = await stage.fails("preview");
		expect(output).to.include("the answer (HTTP 502) is not one that Amazon Cognito gives");
		expect(output).to.include("Check whether a proxy answers in its place");
	});

	it("that last a moment leave a preview with all of its evidence", async () => {
		stage.emulator.inject([
			{ fault: "throttled", ...lists, when: { request: 1 } },
			{ fault: "reset", ...lists, when: { request: 2 } },
			{ fault: "silence", ...lists, when: { request: 3 } },
		]);
		const { output, requests } = await stage.preview();
		expect(requests.map(({ fault }) => fault?.fault)).to.deep.equal([
			"throttled",
			"reset",
			"silence",
			undefined,
		]);
		expect(output).to.include(`riskLevel             : "High"`);
		expect(output).to.include("SignIn 2026-11-20 08:14Z, High risk");
	});

	it("leave state as it was where they fail a refresh", async () => {
		stage.emulator.inject([]);
		await stage.up();
		await someoneAnswers(stage.emulator, { EventId: "a", FeedbackValue: "Invalid" });
		await someoneAnswers(stage.emulator, { EventId: "c", FeedbackValue: "Invalid" });
		stage.emulator.inject([{ fault: "expiredCredentials", ...lists }]);
		const { output } = await stage.fails("refresh");
		expect(output).to.include("AWS does not accept the credentials (ExpiredTokenException)");
		expect(await claimed()).to.deep.equal(applied);
	});

	it("are told by a refresh that goes on without reading", async () => {
		stage.emulator.inject([{ fault: "accessDenied", ...lists }]);
		const { output } = await stage.refresh();
		expect(output).to.include("Grant the IAM action cognito-idp:AdminListUserAuthEvents on arn:");
		expect(output).to.include("drift is not seen");
		expect(await claimed()).to.deep.equal(applied);
	});

	it("that last a moment do not keep a refresh from seeing what others changed, nor `up` from restoring it", async () => {
		stage.emulator.inject([{ fault: "reset", ...lists, when: { request: [1, 2] } }]);
		const { requests } = await stage.refresh();
		expect(requests.filter(({ fault }) => fault)).to.have.lengthOf(2);
		expect(await claimed()).to.deep.equal({ ...applied, a: "Invalid", c: "Invalid" });
		await stage.up();
		expect(stage.feedback()).to.deep.equal(applied);
		expect(await claimed()).to.deep.equal(applied);
	});
});
