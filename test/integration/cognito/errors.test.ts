import { expect } from "chai";
import type { FailureKind } from "#provider/cognito/cognitoError";
import { EmulatorError } from "#provider/emulator/index";
import { failureOf } from "../../support/buildRejection.ts";
import { emulatedCognitos, poolUser } from "../../support/emulatedCognito.ts";

const { userPoolId } = poolUser;
const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

describe("An error of Cognito through the AWS SDK", () => {
	const start = emulatedCognitos();

	for (const [code, kind] of [
		["InvalidParameterException", "invalidParameter"],
		["ResourceNotFoundException", "notFound"],
		["TooManyRequestsException", "throttled"],
		["NotAuthorizedException", "notAuthorized"],
		["UserNotFoundException", "userNotFound"],
		["UserPoolAddOnNotEnabledException", "threatProtectionOff"],
		["OperationNotEnabledException", "operationNotEnabled"],
		["InternalErrorException", "internalError"],
		["AccessDeniedException", "accessDenied"],
		["ExpiredTokenException", "badCredentials"],
		["UnrecognizedClientException", "badCredentials"],
		["BrandNewException", "unexpected"],
	] as const satisfies readonly (readonly [string, FailureKind])[]) {
		it(`has the same kind for each operation: ${code}`, async () => {
			const { client } = await start([{ EventId: "e1" }], {
				onRequest: () => {
					throw new EmulatorError(code, "the cause");
				},
			});
			const failures = await Promise.all(
				[client.submitFeedback(decision), client.listAuthEvents(poolUser), client.listUsers(userPoolId)].map(
					failureOf,
				),
			);
			const subjects = [
				{ operation: "AdminUpdateAuthEventFeedback", userPoolId, eventId: "e1" },
				{ operation: "AdminListUserAuthEvents", userPoolId },
				{ operation: "ListUsers", userPoolId },
			];
			for (const [index, failure] of failures.entries()) {
				expect(failure).to.include({ kind, code, ...subjects[index] });
				if (kind !== "badCredentials") expect(failure.detail).to.equal("the cause");
				expect(JSON.stringify(failure)).not.to.include("alice");
			}
		});
	}

	it("comes from the emulator for a user, an event and a pool that do not exist", async () => {
		const { client } = await start([{ EventId: "e1" }]);
		const noUser = await failureOf(client.submitFeedback({ ...decision, username: "nobody" }));
		expect(noUser.kind).to.equal("userNotFound");
		expect(JSON.stringify(noUser)).not.to.include("nobody");
		const noEvent = await failureOf(client.submitFeedback({ ...decision, eventId: "e2" }));
		expect(noEvent).to.include({ kind: "notFound", eventId: "e2" });
		const noPool = await failureOf(client.listAuthEvents({ ...poolUser, userPoolId: "eu-central-1_No" }));
		expect(noPool).to.include({ kind: "notFound", userPoolId: "eu-central-1_No" });
	});
});
