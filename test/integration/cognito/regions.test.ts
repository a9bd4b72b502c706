import { expect } from "chai";
import { CognitoClient } from "#provider/cognito/client";
import { awsVariables } from "../../support/awsVariables.ts";
import { failureOf } from "../../support/buildRejection.ts";
import { countingServers } from "../../support/countingServer.ts";
import { emulatedCognitos, poolUser } from "../../support/emulatedCognito.ts";

const local = { ...poolUser, userPoolId: "local_Pool" };

describe("The Region of a request", () => {
	const start = emulatedCognitos();
	const startServer = countingServers();

	it("is the one in the pool's ID, or the configured one if the ID has none", async () => {
		const server = await startServer();
		const client = new CognitoClient({ endpoint: server.endpoint, defaultRegion: "eu-west-1" });
		for (const userPoolId of ["eu-central-1_A", "us-east-1_A", "local_A"]) await client.listUsers(userPoolId);
		const signedFor = server.requests.map(
			({ authorization = "" }) => /Credential=test\/\d+\/([^/]+)\//.exec(authorization)?.[1],
		);
		expect(signedFor).to.deep.equal(["eu-central-1", "us-east-1", "eu-west-1"]);
	});

	it("is the configured override, whatever the ID contains", async () => {
		const server = await startServer();
		const client = new CognitoClient({ endpoint: server.endpoint, region: "us-west-2" });
		for (const userPoolId of ["us-east-1_A", "local_A"]) await client.listUsers(userPoolId);
		for (const { authorization } of server.requests) expect(authorization).to.include("/us-west-2/");
		const denied = new CognitoClient({ endpoint: "http://127.0.0.1:1", region: "us-west-2" });
		expect(await failureOf(denied.listUsers("us-east-1_A"))).to.include({ region: "us-west-2" });
	});

	it("has one connection, which consecutive requests share", async () => {
		const server = await startServer();
		const client = new CognitoClient({ endpoint: server.endpoint, defaultRegion: "eu-west-1" });
		for (const userPoolId of ["eu-central-1_A", "eu-central-1_B", "eu-central-1_A"])
			await client.listUsers(userPoolId);
		expect(server.connections).to.equal(1);
		for (const userPoolId of ["eu-west-1_A", "local_A"]) await client.listUsers(userPoolId);
		expect(server.connections).to.equal(2);
	});

	it("need not be configured if pool IDs contain one, and a program may use several", async () => {
		const { client } = await start([{ EventId: "e1" }]);
		for (const userPoolId of [poolUser.userPoolId, "us-east-1_Other"])
			expect((await client.listAuthEvents({ ...poolUser, userPoolId })).events).to.have.length(1);
	});

	it("is required before any request if the ID has none", async () => {
		const { client, emulator } = await start([{ EventId: "e1" }]);
		const { kind, userPoolId } = await failureOf(client.listAuthEvents(local));
		expect({ kind, userPoolId }).to.deep.equal({ kind: "noRegion", userPoolId: "local_Pool" });
		expect(emulator.requests).to.have.length(0);
	});
});

describe("The environment of the AWS SDK", () => {
	awsVariables({
		AWS_ACCESS_KEY_ID: "test",
		AWS_SECRET_ACCESS_KEY: "test",
		AWS_REGION: "eu-west-1",
	});
	const start = emulatedCognitos();

	it("provides Region and endpoint if they are not configured", async () => {
		const { emulator } = await start([{ EventId: "e1" }]);
		process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER = emulator.endpoint;
		expect((await new CognitoClient({}).listAuthEvents(local)).events).to.have.length(1);
	});
});
