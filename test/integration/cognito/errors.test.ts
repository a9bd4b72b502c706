import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { EmulatorError } from "#provider/emulator/index";
import { rejectionOf } from "../../support/buildRejection.ts";
import { fakeCognitos, poolUser } from "../../support/fakeCognito.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

describe("errors of Cognito through the AWS SDK", () => {
	const start = fakeCognitos();

	for (const [code, expected] of [
		["InvalidParameterException", "refused a parameter: the cause"],
		["ResourceNotFoundException", "does not find the user pool"],
		["TooManyRequestsException", "throttled"],
		["NotAuthorizedException", "did not authorize the request: the cause"],
		["UserNotFoundException", "no user of the given username"],
		["UserPoolAddOnNotEnabledException", "threat protection is off"],
		["InternalErrorException", "internal error and still had it after 3 attempts"],
		["AccessDeniedException", "Grant the IAM action cognito-idp:Admin"],
		["ExpiredTokenException", "does not accept the credentials (ExpiredTokenException)"],
		["UnrecognizedClientException", "does not accept the credentials"],
		["BrandNewException", "BrandNewException: the cause"],
	] as const) {
		it(`${code} becomes one message, for submitting and for listing`, async () => {
			const { service } = await start([{ EventId: "e1" }], {
				onRequest: () => {
					throw new EmulatorError(code, "the cause");
				},
			});
			const [submitted, listed] = await Promise.all([
				rejectionOf(service.submitFeedback(decision)),
				rejectionOf(service.listAuthEvents(poolUser)),
			]);
			for (const error of [submitted, listed]) {
				expect(error).to.be.instanceOf(FeedbackError);
				expect(error.message)
					.to.contain(expected)
					.and.not.to.match(/\n|alice|undefined/);
			}
			expect(submitted.message).to.match(/^event e1 in user pool eu-central-1_AbCdEf123: /);
			expect(listed.message).to.match(/^user pool eu-central-1_AbCdEf123: /);
		});
	}

	it("of a user and an event that do not exist come as they are without help", async () => {
		const { service } = await start([{ EventId: "e1" }]);
		const noUser = await rejectionOf(service.submitFeedback({ ...decision, username: "nobody" }));
		expect(noUser.message).to.contain("no user of the given username").and.not.to.contain("nobody");
		const noEvent = await rejectionOf(service.submitFeedback({ ...decision, eventId: "e2" }));
		expect(noEvent.message).to.contain("event e2 in user pool").and.to.contain("does not find");
		const noPool = await rejectionOf(service.listAuthEvents({ ...poolUser, userPoolId: "eu-central-1_No" }));
		expect(noPool.message).to.contain("user pool eu-central-1_No: Cognito does not find the user pool");
	});
});
