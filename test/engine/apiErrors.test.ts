import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId, single } from "../support/program.ts";
import { decisionsOf, type Step, scene } from "../support/story.ts";

overFrontEnds("Errors of the API", (frontEnd) => {
	/** By the event that each is answered for: what of it the person has to read. */
	const expected: Readonly<Record<string, readonly string[]>> = {
		InvalidParameterException: ["Cognito refused a parameter: Said by Cognito", "Correct that argument"],
		ResourceNotFoundException: ["does not find the user pool or the event", "Check the IDs"],
		NotAuthorizedException: ["did not authorize the request: Said by Cognito", "the user is not disabled"],
		UserNotFoundException: ["has no user of the given username", "Give the username, the `sub`, or an alias"],
		UserPoolAddOnNotEnabledException: ["threat protection is off", "on the Plus feature plan"],
		InternalErrorException: ["an internal error and still had it after 3 attempts", "Run the command again"],
		AccessDeniedException: [
			"not permitted to call cognito-idp:AdminUpdateAuthEventFeedback",
			`Grant the IAM action cognito-idp:AdminUpdateAuthEventFeedback on arn:aws:cognito-idp:eu-central-1:<account>:userpool/${poolId}`,
		],
		ExpiredTokenException: ["does not accept the credentials (ExpiredTokenException)", "`aws sso login`"],
	};
	const codes = Object.keys(expected);
	const ids = ["taken", "throttled", ...codes];
	/** What the events are answered with. */
	const answers = new Map(codes.map((code) => [code, code]));
	/** How often Cognito throttles. */
	let throttling = 2;
	/** Pulumi begins nothing after an error, so the first answer waits until everything was asked. */
	const asked = new Set<unknown>();
	const allAsked = Promise.withResolvers<void>();

	const stage = scene({
		frontEnd,
		content: cognito(user("alice", ...signIns(...ids))),
		config: { "cognito-feedback:requestsPerSecond": "1000", "cognito-feedback:eventLookup": "off" },
		onRequest: async ({ input: { EventId } }) => {
			if (asked.add(EventId).size === ids.length) allAsked.resolve();
			await allAsked.promise;
			const isThrottled = EventId === "throttled" && throttling-- > 0;
			const code = isThrottled ? "TooManyRequestsException" : answers.get(String(EventId));
			if (code !== undefined) throw new EmulatorError(code, "Said by Cognito.");
		},
	});
	let failed: Step;

	it("fail `up`", async () => {
		stage.program(...ids.map((eventId) => single(eventId, { eventId })));
		failed = await stage.fails("up", "--parallel", String(ids.length));
	});

	for (const [code, texts] of Object.entries(expected)) {
		it(`are explained for the event, with what to do: ${code}`, () => {
			const message = failed.output.split("\n").filter((line) => line.includes(`event ${code} in `));
			expect(message.length, failed.output).to.be.at.least(1);
			for (const text of texts) expect(message[0]).to.include(text);
			expect(message[0]).to.include(`user pool ${poolId}`);
		});
	}

	it("lose nothing that was done before, nor what was only throttled", async () => {
		expect(stage.feedback()).to.deep.equal({ taken: "Valid", throttled: "Valid" });
		const held = (await stage.project.state()).map(({ outputs }) => outputs?.eventId);
		expect(held).to.have.members(["taken", "throttled"]);
	});

	it("leave the old value in state where a change fails", async () => {
		answers.clear();
		answers.set("taken", "AccessDeniedException");
		stage.program(single("taken", { eventId: "taken", feedbackValue: "Invalid" }));
		await stage.fails("up", "--target", "**taken");
		expect(stage.feedback()).to.include({ taken: "Valid" });
		expect((await stage.resource("taken"))?.outputs).to.include({ feedbackValue: "Valid" });
	});

	it("are over with an `up` that sends the rest", async () => {
		answers.clear();
		stage.program(...ids.map((eventId) => single(eventId, { eventId, ...overruled(eventId) })));
		const { writes } = await stage.up();
		expect(decisionsOf(writes)).to.deep.equal(
			[...codes.map((code) => `${code} Valid`), "taken Invalid"].sort(),
		);
		expect(await stage.project.state()).to.have.lengthOf(ids.length);
	});
});

function overruled(eventId: string): object {
	return eventId === "taken" ? { feedbackValue: "Invalid" } : {};
}
