import { expect } from "chai";
import { stackWords } from "#provider/adapters/configuration";
import { CognitoClient } from "#provider/cognito/client";
import type { Connection } from "#provider/cognito/connection";
import { explain } from "#provider/cognito/explain";
import { awsVariables } from "../../support/awsVariables.ts";
import { failureOf } from "../../support/buildRejection.ts";
import { countingServers } from "../../support/countingServer.ts";
import { poolUser } from "../../support/emulatedCognito.ts";
import { accessKeyOf, stubRoles, stubSts } from "../../support/stubSts.ts";

const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

describe("The account of a connection", () => {
	awsVariables({ AWS_ACCESS_KEY_ID: "AKIA-environment", AWS_SECRET_ACCESS_KEY: "canary-secret" });
	const calls = stubRoles("123456789012");
	const startCognito = countingServers();
	const connect = async (connection: Connection) => {
		const server = await startCognito();
		const signers = () => server.requests.map(({ authorization }) => accessKeyOf(authorization));
		return { client: new CognitoClient({ ...connection, endpoint: server.endpoint }), signers };
	};

	it("is that of the last role, each assumed once with the credentials of the one before", async () => {
		const { client, signers } = await connect({
			assumeRoles: [
				{ roleArn: roleArn("first") },
				{
					roleArn: roleArn("last"),
					sessionName: "review",
					externalId: "external",
					duration: "1h30m",
					policy: "{}",
					policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
					tags: { team: "security" },
					transitiveTagKeys: ["team"],
					sourceIdentity: "alice",
				},
			],
		});
		await client.submitFeedback(decision);
		await client.listAuthEvents(poolUser);
		expect(signers()).to.deep.equal(["ASIA-last", "ASIA-last"]);
		const version = { Action: "AssumeRole", Version: "2011-06-15" };
		expect(calls()).to.deep.equal([
			{
				...version,
				RoleArn: roleArn("first"),
				RoleSessionName: "pulumi-cognito-feedback",
				signedBy: "AKIA-environment",
			},
			{
				...version,
				RoleArn: roleArn("last"),
				RoleSessionName: "review",
				ExternalId: "external",
				DurationSeconds: "5400",
				Policy: "{}",
				"PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
				"Tags.member.1.Key": "team",
				"Tags.member.1.Value": "security",
				"TransitiveTagKeys.member.1": "team",
				SourceIdentity: "alice",
				signedBy: "ASIA-first",
			},
		]);
	});

	it("is that of the keys, which also assume the roles", async () => {
		const keys = { accessKeyId: "AKIA-static", secretAccessKey: "canary-static" };
		const { client, signers } = await connect({ keys });
		await client.submitFeedback(decision);
		expect(signers()).to.deep.equal(["AKIA-static"]);
		const assuming = await connect({ keys, assumeRoles: [{ roleArn: roleArn("one") }] });
		await assuming.client.submitFeedback(decision);
		expect(assuming.signers()).to.deep.equal(["ASIA-one"]);
		expect(calls().map(({ signedBy }) => signedBy)).to.deep.equal(["AKIA-static"]);
	});

	for (const [limits, text] of [
		[{ allowedAccountIds: ["111111111111", "222222222222"] }, "allowed: 111111111111, 222222222222"],
		[{ forbiddenAccountIds: ["123456789012"] }, "forbidden: 123456789012"],
	] as const) {
		it(`is rejected before anything is sent to Cognito: ${text}`, async () => {
			const { client, signers } = await connect(limits);
			const failures = await Promise.all(
				[client.submitFeedback(decision), client.listAuthEvents(poolUser)].map(failureOf),
			);
			for (const failure of failures) {
				expect(failure).to.include({ kind: "wrongAccount", mayHaveArrived: false });
				expect(explain(failure, stackWords("aws"))).to.include(
					`the credentials belong to AWS account 123456789012, which must not be called (${text})`,
				);
			}
			expect(signers()).to.deep.equal([]);
			expect(calls().map(({ Action }) => Action)).to.deep.equal(["GetCallerIdentity"]);
		});
	}

	it("is looked up once, for the role that calls Cognito", async () => {
		const { client, signers } = await connect({
			allowedAccountIds: ["123456789012"],
			forbiddenAccountIds: ["111111111111"],
			assumeRoles: [{ roleArn: roleArn("one") }],
		});
		await Promise.all([client.submitFeedback(decision), client.listAuthEvents(poolUser)]);
		await client.submitFeedback(decision);
		expect(signers()).to.deep.equal(["ASIA-one", "ASIA-one", "ASIA-one"]);
		const asked = calls().map(({ Action, signedBy }) => `${Action} ${signedBy}`);
		expect(asked).to.deep.equal(["AssumeRole AKIA-environment", "GetCallerIdentity ASIA-one"]);
	});
});

describe("AWS STS over plain HTTP on another machine", () => {
	awsVariables({
		AWS_ACCESS_KEY_ID: "AKIA",
		AWS_SECRET_ACCESS_KEY: "canary",
		AWS_ENDPOINT_URL_STS: "http://192.0.2.1",
	});
	const startCognito = countingServers();

	for (const connection of [{ assumeRoles: [{ roleArn: roleArn("one") }] }, { allowedAccountIds: ["1"] }])
		it(`is not called: ${Object.keys(connection)}`, async () => {
			const { endpoint, requests } = await startCognito();
			const failure = await failureOf(
				new CognitoClient({ ...connection, endpoint }).submitFeedback(decision),
			);
			expect(failure).to.include({ host: "192.0.2.1", mayHaveArrived: false });
			expect(requests).to.deep.equal([]);
		});
});

describe("An account that AWS STS does not return", () => {
	awsVariables({ AWS_ACCESS_KEY_ID: "AKIA-environment", AWS_SECRET_ACCESS_KEY: "canary-secret" });
	const startSts = stubSts();
	const startCognito = countingServers();

	for (const [connection, status, code, kind] of [
		[{ allowedAccountIds: ["123456789012"] }, 403, "InvalidClientTokenId", "badCredentials"],
		[{ allowedAccountIds: ["123456789012"] }, 403, "AccessDenied", "credentialsRefused"],
		[{ assumeRoles: [{ roleArn: roleArn("one") }] }, 403, "AccessDenied", "credentialsRefused"],
		[{ assumeRoles: [{ roleArn: roleArn("one") }] }, 403, "ExpiredToken", "badCredentials"],
	] as const) {
		it(`is not reported as a failure of Cognito, which receives no request: ${Object.keys(connection)}, ${code}`, async () => {
			await startSts({ status, code });
			const server = await startCognito();
			const client = new CognitoClient({ ...connection, endpoint: server.endpoint });
			const failure = await failureOf(client.submitFeedback(decision));
			expect(failure).to.include({ kind, code, mayHaveArrived: false });
			expect(JSON.stringify(failure)).not.to.include("canary");
			expect(server.requests).to.deep.equal([]);
		});
	}
});
