import { expect } from "chai";
import { AwsFeedbackService } from "#provider/cognito/awsFeedbackService";
import { awsVariables } from "../../support/awsVariables.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { fakeCognitos, poolUser } from "../../support/fakeCognito.ts";

const local = { ...poolUser, userPoolId: "local_Pool" };

describe("the Region of a request", () => {
	const start = fakeCognitos();

	it("is no matter to configure where pools name theirs, and one program may span several", async () => {
		const { service } = await start([{ EventId: "e1" }]);
		for (const userPoolId of [poolUser.userPoolId, "us-east-1_Other"])
			expect((await service.listAuthEvents({ ...poolUser, userPoolId })).events).to.have.length(1);
	});

	it("is the configured one where the pool names none", async () => {
		const { service } = await start([{ EventId: "e1" }], {}, { region: "eu-west-1" });
		expect((await service.listAuthEvents(local)).events).to.have.length(1);
	});

	it("is asked for where nothing tells it, before any request", async () => {
		const { service, emulator } = await start([{ EventId: "e1" }]);
		const { message } = await rejectionOf(service.listAuthEvents(local));
		expect(message)
			.to.contain("user pool local_Pool: the AWS Region cannot be told")
			.and.to.contain("pulumi config set aws:region");
		expect(emulator.requests).to.have.length(0);
	});
});

describe("the environment of the AWS SDK", () => {
	const variables: Record<string, string> = {
		AWS_ACCESS_KEY_ID: "test",
		AWS_SECRET_ACCESS_KEY: "test",
		AWS_REGION: "eu-west-1",
	};
	awsVariables(variables);
	const start = fakeCognitos();

	it("tells Region and endpoint where nothing is configured", async () => {
		const { emulator } = await start([{ EventId: "e1" }]);
		process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER = emulator.endpoint;
		expect((await new AwsFeedbackService({}).listAuthEvents(local)).events).to.have.length(1);
	});
});
