import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildClient, CommitmentPolicy, KMS, KmsKeyringNode } from "@aws-crypto/client-node";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { accessTokenVerifier } from "../../../examples/ask-the-user/handlers/accessTokens.ts";
import { eventsOf } from "../../../examples/ask-the-user/handlers/cognito.ts";
import { Links } from "../../../examples/ask-the-user/handlers/links.ts";
import { Quota, Statements } from "../../../examples/ask-the-user/handlers/statements.ts";
import { statementTaker } from "../../../examples/ask-the-user/handlers/takeStatement.ts";
import { httpEvent } from "../../support/askTheUser/httpEvent.ts";
import { LambdaRuntime } from "../../support/askTheUser/lambdaRuntime.ts";
import { TokenIssuer } from "../../support/askTheUser/tokenIssuer.ts";
import { cognito, feedbackIn, signIn } from "../../support/cognitoContent.ts";
import type { MockedResource } from "../../support/mockedProgram.ts";
import { awsVariablesFor, Moto } from "../../support/moto.ts";
import { poolId } from "../../support/program.ts";
import { repository } from "../../support/script.ts";

const run = promisify(execFile);
const folder = join(repository, "examples", "ask-the-user");
const runner = join(repository, "test", "support", "mockedProgram.ts");
const from = "no-reply@example.com";
const json = { "content-type": "application/json" };
const config = { appName: "Example", from, sesIdentityArn: "arn:of:identity" };

const alice = {
	Username: "alice",
	Attributes: [
		{ Name: "sub", Value: "sub-of-alice" },
		{ Name: "email", Value: "alice@example.com" },
		{ Name: "email_verified", Value: "true" },
	],
	AuthEvents: [signIn("e1"), signIn("e2", { CreationDate: "2026-11-20T09:00:00Z" })],
};
const bob = {
	Username: "bob",
	Attributes: [{ Name: "sub", Value: "sub-of-bob" }],
	AuthEvents: [signIn("of-bob")],
};

type KeyringOptions = ConstructorParameters<typeof KmsKeyringNode>[0];

interface Environment {
	readonly variables: Readonly<Record<string, string>>;
}

interface SentMessage {
	readonly body: string;
	readonly subject: string;
	readonly destinations: { readonly ToAddresses: readonly string[] };
}

describe("examples/ask-the-user in Lambda, with moto for DynamoDB, KMS and SES", () => {
	let moto: Moto;
	let emulator: Emulator;
	let keyArn: string;
	let database: DynamoDBDocumentClient;
	let sender: LambdaRuntime;
	let answerer: LambdaRuntime;
	let taker: LambdaRuntime;
	const access = { region: "eu-central-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };

	before(async () => {
		moto = await Moto.start();
		const { endpoint } = moto;

		// What the component registers: the tables are made as it declares them, the functions run with its bundles and variables.
		const { stdout } = await run(
			process.execPath,
			[runner, join(folder, "index.ts"), JSON.stringify(config)],
			{
				cwd: folder,
			},
		);
		const resources: readonly MockedResource[] = JSON.parse(stdout);
		const tables = new DynamoDBClient({ endpoint, ...access });
		database = DynamoDBDocumentClient.from(tables);
		for (const { name, inputs } of resources.filter(({ type }) => type === "aws:dynamodb/table:Table"))
			await tables.send(createTable(name, inputs));
		await new SESv2Client({ endpoint, ...access }).send(
			new CreateEmailIdentityCommand({ EmailIdentity: from }),
		);
		const { KeyMetadata } = await new KMS({ endpoint, ...access }).createKey({});
		keyArn = KeyMetadata?.Arn ?? "";
		emulator = await startEmulator({
			content: cognito(alice, bob),
			customEmailSender: (event) => sender.invoke(event),
		});

		const start = (name: string, entry: string) => {
			const isIt = (each: MockedResource) =>
				each.type === "aws:lambda/function:Function" && each.name === name;
			const { environment } = (resources.find(isIt)?.inputs ?? {}) as { environment?: Environment };
			const variables = environment?.variables ?? {};
			return new LambdaRuntime(join(folder, "dist", entry), {
				...variables,
				...(variables.KEY_ARN && { KEY_ARN: keyArn }),
				...(variables.USER_POOL_ID && { USER_POOL_ID: poolId }),
				AWS_REGION: "eu-central-1",
				...awsVariablesFor(endpoint),
				AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.endpoint,
			});
		};
		sender = start("ask-sender", "sendMail");
		answerer = start("ask-answerer", "answerLink");
		taker = start("ask-statements", "takeStatement");
	});

	after(async () => {
		for (const runtime of [sender, answerer, taker]) await runtime?.[Symbol.asyncDispose]();
		await emulator?.close();
		await moto?.stop();
	});

	/** The messages that SES got. */
	async function sent(): Promise<readonly SentMessage[]> {
		const response = await fetch(`${moto.endpoint}/moto-api/data.json`);
		const { ses } = (await response.json()) as { ses: { Message: readonly SentMessage[] } };
		return ses.Message;
	}

	const answer = (method: string, path: string, body?: string) =>
		answerer.invoke<APIGatewayProxyStructuredResultV2>(
			httpEvent({ method, path, ...(body !== undefined && { body }) }),
		);

	for (const trigger of [
		"SignUp",
		"ResendCode",
		"ForgotPassword",
		"UpdateUserAttribute",
		"VerifyUserAttribute",
		"AdminCreateUser",
		"Authentication",
	])
		it(`sends the code of ${trigger}, encrypted with the key in KMS, and logs nothing`, async () => {
			const { encrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
			const kms: unknown = new KMS({ endpoint: moto.endpoint, ...access });
			// The client's types do not agree with each other under `exactOptionalPropertyTypes`.
			const options = { generatorKeyId: keyArn, clientProvider: () => kms } as KeyringOptions;
			const keyring = new KmsKeyringNode(options);
			const { result } = await encrypt(keyring, `code-${trigger}`);
			await sender.invoke({
				triggerSource: `CustomEmailSender_${trigger}`,
				userPoolId: poolId,
				userName: "alice",
				request: { code: result.toString("base64"), userAttributes: { email: "new@example.com" } },
			});
			const message = (await sent()).at(-1);
			expect(message?.destinations.ToAddresses).to.deep.equal(["new@example.com"]);
			expect(message?.body).to.include(`<strong>code-${trigger}</strong>`);
			expect(sender.log).to.equal("");
		});

	it("takes a user's answer from the message to Cognito, once, and forgets it", async () => {
		await emulator.notify({ userPoolId: poolId, username: "alice", eventId: "e1" });
		const message = (await sent()).at(-1);
		expect(message).to.deep.include({
			subject: "Was this you? – Example",
			destinations: { ToAddresses: ["alice@example.com"] },
		});
		const [, path = ""] =
			/href="https:\/\/ask\.example\.com(\/not-me\/[\w-]{43})"/.exec(message?.body ?? "") ?? [];

		// Who reads the table learns neither the link nor anything about the user.
		const { Items = [] } = await database.send(new ScanCommand({ TableName: "ask-links" }));
		expect(Items).to.have.length(1);
		const { id, question } = Items[0] ?? {};
		expect(path).not.to.include(id);
		const bytes = Buffer.from(question).toString("latin1");
		for (const known of ["alice", "e1", "Berlin", poolId, "Chrome"]) expect(bytes).not.to.include(known);

		expect(await answer("GET", path)).to.include({ statusCode: 200 });
		expect(feedbackIn(emulator.content())).to.deep.equal({});
		expect(await answer("POST", path, "answer=not-me")).to.include({ statusCode: 200 });
		expect(feedbackIn(emulator.content())).to.deep.equal({ e1: "Invalid" });
		expect(await answer("POST", path, "answer=me")).to.include({ statusCode: 410 });
		expect((await database.send(new ScanCommand({ TableName: "ask-links" }))).Items).to.deep.equal([]);
		expect(answerer.log).to.equal("");
	});

	it("gives a link to one of many at the same time, to the next after a failure, and to none once it has expired", async () => {
		let now = Date.parse("2026-11-20T09:00:00Z");
		const links = new Links(database, "ask-links", () => new Date(now));
		const evidence = { time: "", place: "", device: "", ipAddress: "" };
		const asked = { userPoolId: poolId, username: "alice", eventId: "e1", feedbackToken: "t", evidence };
		const id = await links.open(asked, 3600);
		const claims = await Promise.all(Array.from({ length: 10 }, () => links.claim(id)));
		expect(claims.filter((claim) => claim !== undefined)).to.deep.equal([asked]);
		await links.release(id);
		expect(await links.claim(id)).to.deep.equal(asked);
		// The instance that claimed it was lost.
		now += 31_000;
		expect(await links.claim(id)).to.deep.equal(asked);
		now += 3_600_000;
		expect([await links.read(id), await links.claim(id)]).to.deep.equal([undefined, undefined]);
		await links.close(id);
		expect(await links.claim(id)).to.equal(undefined);
	});

	it("refuses guesses and scans without a trace", async () => {
		for (const path of ["/me/x", `/me/${"A".repeat(43)}`, "/me/../../etc", "/favicon.ico", "/me/%00"])
			expect(await answer("POST", path, "answer=me"), path).to.include({ statusCode: 410 });
		expect((await database.send(new ScanCommand({ TableName: "ask-links" }))).Items).to.deep.equal([]);
	});

	it("refuses statements without a token of the pool in Lambda, too", async () => {
		const body = JSON.stringify({ eventId: "e1", wasMe: true });
		const foreign = new TokenIssuer("eu-central-1_Other").token();
		for (const sent of [{}, { authorization: "Bearer abc" }, { authorization: `Bearer ${foreign}` }]) {
			const event = httpEvent({ method: "POST", path: "/statements", headers: { ...json, ...sent }, body });
			expect(await taker.invoke(event)).to.include({ statusCode: 401 });
		}
		expect((await database.send(new ScanCommand({ TableName: "ask-statements" }))).Items).to.deep.equal([]);
	});

	it("stores statements, one for each session, and exports them as JSON Lines", async () => {
		const pool = new TokenIssuer(poolId);
		const verifier = accessTokenVerifier(poolId, ["app"]);
		verifier.cacheJwks(pool.jwks);
		const client = new CognitoIdentityProviderClient({ endpoint: emulator.endpoint, ...access });
		let now = new Date("2026-11-20T09:12:00Z");
		const take = statementTaker({
			verify: (token) => verifier.verify(token),
			eventsOf: (sub) => eventsOf(client, poolId, sub),
			statements: new Statements(database, "ask-statements"),
			quota: new Quota(database, "ask-quota", 3),
			now: () => now,
		});
		const owner = {
			event_id: "e2",
			origin_jti: "owner",
			auth_time: Date.parse("2026-11-20T09:00:05Z") / 1000,
		};
		const thief = {
			event_id: "e1",
			origin_jti: "thief",
			auth_time: Date.parse("2026-11-20T08:14:05Z") / 1000,
		};
		const post = async (claims: object, eventId: string, wasMe: boolean) => {
			const headers = { ...json, authorization: `Bearer ${pool.token({ ...claims })}` };
			const body = JSON.stringify({ eventId, wasMe });
			return (await take(httpEvent({ method: "POST", path: "/statements", headers, body }))).statusCode;
		};
		expect(await post(owner, "e1", true)).to.equal(204);
		expect(await post(owner, "e1", false)).to.equal(204);
		expect(await post(thief, "e1", true)).to.equal(204);
		expect(await post(owner, "of-bob", true)).to.equal(404);
		expect(await post(owner, "e2", true)).to.equal(429);
		now = new Date("2026-11-20T10:00:00Z");
		expect(await post(owner, "e2", true)).to.equal(204);

		const { stdout } = await run(
			process.execPath,
			[join(folder, "handlers", "exportStatements.ts"), "ask-statements"],
			{
				env: {
					...process.env,
					AWS_REGION: "eu-central-1",
					...awsVariablesFor(moto.endpoint),
				},
			},
		);
		const lines = stdout
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(lines).to.have.deep.members([
			{ eventId: "e1", wasMe: false, at: "2026-11-20T09:12:00.000Z", sameSession: false },
			{ eventId: "e1", wasMe: true, at: "2026-11-20T09:12:00.000Z", sameSession: true },
			{ eventId: "e2", wasMe: true, at: "2026-11-20T10:00:00.000Z", sameSession: true },
		]);
	});
});

function createTable(TableName: string, inputs: Record<string, unknown>): CreateTableCommand {
	const { hashKey, rangeKey, attributes } = inputs as {
		hashKey: string;
		rangeKey?: string;
		attributes: { name: string; type: "S" }[];
	};
	return new CreateTableCommand({
		TableName,
		BillingMode: "PAY_PER_REQUEST",
		AttributeDefinitions: attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
		KeySchema: [
			{ AttributeName: hashKey, KeyType: "HASH" },
			...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" as const }]),
		],
	});
}
