import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildClient, CommitmentPolicy, KMS, KmsKeyringNode } from "@aws-crypto/client-node";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { Links } from "../../../examples/ask-the-user/handlers/links.ts";
import { Quota } from "../../../examples/ask-the-user/handlers/statements.ts";
import { httpEvent } from "../../support/askTheUser/httpEvent.ts";
import { LambdaRuntime } from "../../support/askTheUser/lambdaRuntime.ts";
import { TokenIssuer } from "../../support/askTheUser/tokenIssuer.ts";
import { cognito, feedbackIn, signIn } from "../../support/cognitoContent.ts";
import type { MockedResource } from "../../support/mockedProgram.ts";
import { awsVariablesFor, Moto } from "../../support/moto.ts";
import { poolId } from "../../support/program.ts";
import { repository } from "../../support/script.ts";
import { authority, tlsServers } from "../../support/tlsServer.ts";

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
	let resources: readonly MockedResource[];
	const access = { region: "eu-central-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };

	before(async () => {
		moto = await Moto.start();
		const { endpoint } = moto;

		// The resources of the component: the tables are created as declared, the functions run with their bundles and
		// variables.
		const { stdout } = await run(
			process.execPath,
			[runner, join(folder, "index.ts"), JSON.stringify(config)],
			{
				cwd: folder,
			},
		);
		resources = JSON.parse(stdout);
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

		sender = started("ask-sender", "sendMail");
		answerer = started("ask-answerer", "answerLink");
	});

	/** Starts a function of the component, with its bundle and its variables. */
	function started(name: string, entry: string, more: Readonly<Record<string, string>> = {}): LambdaRuntime {
		const isIt = (each: MockedResource) => each.type === "aws:lambda/function:Function" && each.name === name;
		const { environment } = (resources.find(isIt)?.inputs ?? {}) as { environment?: Environment };
		const variables = environment?.variables ?? {};
		return new LambdaRuntime(join(folder, "dist", entry), {
			...variables,
			...(variables.KEY_ARN && { KEY_ARN: keyArn }),
			...(variables.USER_POOL_ID && { USER_POOL_ID: poolId }),
			AWS_REGION: "eu-central-1",
			...awsVariablesFor(moto.endpoint),
			AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.endpoint,
			...more,
		});
	}

	after(async () => {
		for (const runtime of [sender, answerer]) await runtime?.[Symbol.asyncDispose]();
		await emulator?.close();
		await moto?.stop();
	});

	/** The messages that SES received. */
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
			// The client's types are inconsistent under `exactOptionalPropertyTypes`.
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

	it("passes a user's answer from the message to Cognito, once, and deletes it", async () => {
		await emulator.notify({ userPoolId: poolId, username: "alice", eventId: "e1" });
		const message = (await sent()).at(-1);
		expect(message).to.deep.include({
			subject: "Was this you? – Example",
			destinations: { ToAddresses: ["alice@example.com"] },
		});
		const [, path = ""] =
			/href="https:\/\/ask\.example\.com(\/not-me\/[\w-]{43})"/.exec(message?.body ?? "") ?? [];

		// Reading the table reveals neither the link nor anything about the user.
		const { Items = [] } = await database.send(new ScanCommand({ TableName: "ask-links" }));
		expect(Items).to.have.length(1);
		const { id, question, expiresAt } = Items[0] ?? {};
		expect(path).not.to.include(id);
		expect(expiresAt - Date.now() / 1000).to.be.within(24 * 3600 - 60, 24 * 3600);
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

	it("lets one of many concurrent requests use a link, the next one after a failure, and none after it has expired", async () => {
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

	it("rejects guesses and scans without changing anything", async () => {
		for (const path of ["/me/x", `/me/${"A".repeat(43)}`, "/me/../../etc", "/favicon.ico", "/me/%00"])
			expect(await answer("POST", path, "answer=me"), path).to.include({ statusCode: 410 });
		expect((await database.send(new ScanCommand({ TableName: "ask-links" }))).Items).to.deep.equal([]);
	});

	it("rejects an expired link that DynamoDB has not removed yet", async () => {
		const yesterday = new Date(Date.now() - 24 * 3600 * 1000);
		const evidence = { time: "", place: "", device: "", ipAddress: "" };
		const asked = { userPoolId: poolId, username: "alice", eventId: "e2", feedbackToken: "t", evidence };
		const id = await new Links(database, "ask-links", () => yesterday).open(asked, 24 * 3600);
		expect(await answer("GET", `/me/${id}`)).to.include({ statusCode: 410 });
		expect(await answer("POST", `/me/${id}`, "answer=me")).to.include({ statusCode: 410 });
		expect(feedbackIn(emulator.content())).not.to.have.property("e2");
	});

	it("counts the statements of each session in each hour", async () => {
		const quota = new Quota(database, "ask-quota", 3);
		const now = new Date("2026-11-20T09:59:59Z");
		const takes = await Promise.all(Array.from({ length: 10 }, () => quota.take("one", now)));
		expect(takes.filter((taken) => taken)).to.have.length(3);
		expect(await quota.take("other", now)).to.equal(true);
		expect(await quota.take("one", new Date("2026-11-20T10:00:00Z"))).to.equal(true);
	});

	describe("accepts statements, with the pool's published keys,", () => {
		let pool: TokenIssuer;
		let areKeysThere: boolean;
		const servers = tlsServers(({ url }, response) => {
			const isFound = areKeysThere && url === `/${poolId}/.well-known/jwks.json`;
			response.writeHead(isFound ? 200 : 500).end(isFound ? JSON.stringify(pool.jwks) : "");
		});
		beforeEach(() => {
			pool = new TokenIssuer(poolId);
			areKeysThere = true;
		});

		/** Starts the function with a proxy to the public keys, so that its requests and certificate checks stay real. */
		async function taker() {
			const { proxy, hosts } = await servers();
			const runtime = started("ask-statements", "takeStatement", {
				CLIENT_IDS: "app,mobile",
				HTTPS_PROXY: proxy,
				NODE_USE_ENV_PROXY: "1",
				NODE_EXTRA_CA_CERTS: authority,
			});
			const post = async (token: string, eventId = "e1", wasMe = false) => {
				const { statusCode } = await runtime.invoke<APIGatewayProxyStructuredResultV2>(
					httpEvent({
						method: "POST",
						path: "/statements",
						headers: { ...json, authorization: `Bearer ${token}` },
						body: JSON.stringify({ eventId, wasMe }),
					}),
				);
				return statusCode;
			};
			return { runtime, post, hosts, [Symbol.asyncDispose]: () => runtime[Symbol.asyncDispose]() };
		}

		const session = (origin_jti: string, event_id: string, signedIn: string) =>
			({ origin_jti, event_id, auth_time: Date.parse(signedIn) / 1000 }) as const;
		const owner = session("owner", "e2", "2026-11-20T09:00:05Z");
		const thief = session("thief", "e1", "2026-11-20T08:14:05Z");

		it("stores one for each session, exports them as JSON Lines, and logs nothing", async () => {
			await using at = await taker();
			expect(await at.post(pool.token(owner), "e1", true)).to.equal(204);
			expect(await at.post(pool.token({ ...owner, client_id: "mobile" }), "e1", false)).to.equal(204);
			expect(await at.post(pool.token(thief), "e1", true)).to.equal(204);
			expect(await at.post(pool.token(owner), "of-bob", true)).to.equal(404);
			expect(at.hosts).to.deep.equal(["cognito-idp.eu-central-1.amazonaws.com"]);
			expect(at.runtime.log).to.equal("");

			const { Items = [] } = await database.send(new ScanCommand({ TableName: "ask-quota" }));
			const taken = Items.filter(({ id }) => id.startsWith("owner ")).map(({ taken }) => taken);
			// A new hour may begin between two of them.
			expect(taken.reduce((sum, each) => sum + each)).to.equal(3);

			const { stdout } = await run(
				process.execPath,
				[join(folder, "handlers", "exportStatements.ts"), "ask-statements"],
				{ env: { ...process.env, AWS_REGION: "eu-central-1", ...awsVariablesFor(moto.endpoint) } },
			);
			const lines = stdout.trimEnd().split("\n");
			const statements = lines.map((line) => JSON.parse(line));
			expect(statements.map(({ at, ...statement }) => statement)).to.have.deep.members([
				{ eventId: "e1", wasMe: false, sameSession: false },
				{ eventId: "e1", wasMe: true, sameSession: true },
			]);
			for (const { at } of statements) expect(Date.now() - Date.parse(at)).to.be.within(0, 60_000);
		});

		it("and rejects foreign tokens with one request for keys, however many name unknown keys", async () => {
			const kids = Array.from({ length: 5 }, (_, index) => `made-up-${index}`);
			const madeUp = kids.map((kid) => new TokenIssuer(poolId, kid).token());
			await using at = await taker();
			const foreign = new TokenIssuer("eu-central-1_Other");
			for (const token of ["abc", foreign.token(), pool.token({ client_id: "foreign" })])
				expect(await at.post(token)).to.equal(401);
			const fetched = at.hosts.length;
			for (const token of madeUp) expect(await at.post(token)).to.equal(401);
			expect(at.hosts.length - fetched).to.equal(1);
			expect(await at.post(pool.token(owner))).to.equal(204);
		});

		it("even after the pool has changed its keys", async () => {
			await using at = await taker();
			const old = pool.token(owner);
			expect(await at.post(old)).to.equal(204);
			pool = new TokenIssuer(poolId, "key-2");
			expect(await at.post(pool.token(owner))).to.equal(204);
			expect(at.hosts).to.have.length(2);
			expect(await at.post(old)).to.equal(401);
		});

		it("and responds to try again while the keys are unavailable", async () => {
			await using at = await taker();
			areKeysThere = false;
			for (const _ of [1, 2]) expect(await at.post(pool.token(owner))).to.equal(503);
			areKeysThere = true;
			expect(await at.post(pool.token(owner))).to.equal(204);
		});
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
