import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId, single } from "../../support/program.ts";
import { decisionsOf, step } from "../../support/story.ts";

/** The printed message for each error code. The ID of an event is the code of its response. */
const messages: Readonly<Record<string, readonly string[]>> = {
	InvalidParameterException: ["Cognito rejected a parameter: Said by Cognito", "Correct that argument"],
	ResourceNotFoundException: ["could not find the user pool or the event", "Check the IDs"],
	NotAuthorizedException: ["did not authorize the request: Said by Cognito", "the user is not disabled"],
	UserNotFoundException: [
		"has no user with this username",
		"Use the username, the `sub`, or a sign-in alias",
	],
	UserPoolAddOnNotEnabledException: ["threat protection is off", "to the Plus feature plan"],
	InternalErrorException: ["an internal error (3 attempts)", "Run the command again"],
	AccessDeniedException: [
		"not permitted to call cognito-idp:AdminUpdateAuthEventFeedback",
		`Grant the IAM action cognito-idp:AdminUpdateAuthEventFeedback on arn:aws:cognito-idp:eu-central-1:<account>:userpool/${poolId}`,
	],
	ExpiredTokenException: ["rejected the credentials (ExpiredTokenException)", "`aws sso login`"],
};

describe("Errors of the API", () => {
	const codes = Object.keys(messages);
	const ids = ["taken", "throttled", ...codes];
	/** The errors by event ID. */
	const errors = new Map(codes.map((code) => [code, code]));
	let throttled = 0;
	/** After an error, Pulumi starts no further step, so the first response waits until all requests have arrived. */
	const requested = new Set<unknown>();
	const allRequested = Promise.withResolvers<void>();

	const options = {
		content: cognito(user("alice", ...signIns(...ids))),
		config: { "cognito-feedback:eventLookup": "off" },
		onRequest: async ({ input: { EventId } }: { readonly input: Readonly<Record<string, unknown>> }) => {
			if (requested.add(EventId).size === ids.length) allRequested.resolve();
			await allRequested.promise;
			const isThrottled = EventId === "throttled" && throttled++ < 2;
			const code = isThrottled ? "TooManyRequestsException" : errors.get(String(EventId));
			if (code !== undefined) throw new EmulatorError(code, "Said by Cognito.");
		},
	};

	quickStory(
		"fail `up` with an explanation for each, lose nothing, and are resolved by the next `up`",
		options,
		async (stack) => {
			await step("each is explained for its event, with what to do", async () => {
				stack.program(...ids.map((eventId) => single(eventId, { eventId })));
				const { errors, output } = await stack.fails("up");
				expect(errors).to.have.lengthOf(codes.length);
				for (const [code, texts] of Object.entries(messages)) {
					const message = errors.find((each) => each.includes(`event ${code} in user pool ${poolId}`));
					expect(message, output).to.be.a("string");
					for (const text of texts) expect(message).to.include(text);
				}
			});

			await step("earlier results are kept, and throttled requests succeed", () => {
				expect(throttled).to.be.above(2);
				expect(stack.feedback()).to.deep.equal({ taken: "Valid", throttled: "Valid" });
				expect(stack.decisions()).to.deep.equal({ taken: "Valid", throttled: "Valid" });
			});

			await step("state keeps the old value if a change fails", async () => {
				errors.clear();
				errors.set("taken", "AccessDeniedException");
				stack.program(
					single("taken", { eventId: "taken", feedbackValue: "Invalid" }),
					single("throttled", { eventId: "throttled" }),
				);
				await stack.fails("up");
				expect(stack.feedback()).to.include({ taken: "Valid" });
				expect(stack.decisions()).to.include({ taken: "Valid" });
			});

			await step("the next `up` submits the rest", async () => {
				errors.clear();
				stack.program(
					single("taken", { eventId: "taken", feedbackValue: "Invalid" }),
					...["throttled", ...codes].map((eventId) => single(eventId, { eventId })),
				);
				const { writes } = await stack.up();
				const sent = [...codes.map((code) => `${code} Valid`), "taken Invalid"];
				expect(decisionsOf(writes)).to.deep.equal(sent.sort());
				expect(stack.state.size).to.equal(ids.length);
			});
		},
	);
});
