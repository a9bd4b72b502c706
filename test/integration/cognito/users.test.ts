import { expect } from "chai";
import { AwsFeedbackService } from "#provider/cognito/awsFeedbackService";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { listUsers } from "#provider/cognito/listUsers";
import { EmulatorError } from "#provider/emulator/index";
import { rejectionOf } from "../../support/buildRejection.ts";
import { fakeCognitos, poolUser } from "../../support/fakeCognito.ts";

const { userPoolId } = poolUser;

describe("listing users through the AWS SDK", () => {
	const start = fakeCognitos();

	it("gives the usernames of all pages, and asks for no attribute that it has no use for", async () => {
		const Users = Array.from({ length: 61 }, (_, at) => ({ Username: `u${at + 1}` }));
		const { emulator, service } = await start([], { content: { UserPools: [{ Id: userPoolId, Users }] } });
		const names = await Array.fromAsync(listUsers(service, userPoolId));
		expect(names).to.deep.equal(Users.map(({ Username }) => Username));
		expect(emulator.requests.map(({ input }) => [input.Limit, input.AttributesToGet])).to.deep.equal([
			[60, ["sub"]],
			[60, ["sub"]],
		]);
	});

	for (const [code, expected] of [
		[
			"AccessDeniedException",
			"Grant the IAM action cognito-idp:ListUsers on arn:aws:cognito-idp:eu-central-1:",
		],
		["ResourceNotFoundException", "does not find the user pool: the cause"],
		["InternalErrorException", "Run the command again: what Cognito has taken"],
	] as const)
		it(`says what to do about ${code}`, async () => {
			const { service } = await start([], {
				onRequest: () => {
					throw new EmulatorError(code, "the cause");
				},
			});
			const error = await rejectionOf(service.listUsers(userPoolId));
			expect(error).to.be.instanceOf(FeedbackError);
			expect(error.message).to.include(`user pool ${userPoolId}: `).and.to.include(expected);
		});

	it("advises in the words of the program that asks", async () => {
		const { emulator } = await start([]);
		await emulator.close();
		const advice = {
			again: "Again!",
			region: "R",
			profile: "P",
			timeout: "T",
			plainHttp: "H",
			endpoint: "--endpoint",
		};
		const service = new AwsFeedbackService({ endpoint: emulator.endpoint }, advice);
		const { message } = await rejectionOf(service.listUsers(userPoolId));
		expect(message).to.include("and --endpoint where it is set. Again!");
		expect(message).not.to.match(/pulumi/i);
	});
});
