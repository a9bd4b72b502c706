import type { AuthEventType } from "@aws-sdk/client-cognito-identity-provider";
import { FetchError } from "aws-jwt-verify/error";
import { expect } from "chai";
import { accessTokenVerifier } from "../../../../examples/ask-the-user/handlers/accessTokens.ts";
import type { SignedStatement } from "../../../../examples/ask-the-user/handlers/statements.ts";
import {
	type StatementServices,
	statementTaker,
} from "../../../../examples/ask-the-user/handlers/takeStatement.ts";
import { httpEvent } from "../../../support/askTheUser/httpEvent.ts";
import { base64url, TokenIssuer } from "../../../support/askTheUser/tokenIssuer.ts";

const userPoolId = "eu-central-1_Test";
const at = "2026-11-20T09:12:00.000Z";

/** The time at which a session began, as in its tokens. */
const signedIn = (time: string) => Date.parse(time) / 1000;

describe("examples/ask-the-user: statements", () => {
	const pool = new TokenIssuer(userPoolId);
	const verifier = accessTokenVerifier(userPoolId, ["app", "other-app"]);
	verifier.cacheJwks(pool.jwks);

	const histories: Readonly<Record<string, readonly AuthEventType[]>> = {
		"sub-of-alice": [
			{ EventId: "e2", CreationDate: new Date("2026-11-20T09:00:00Z") },
			{ EventId: "e1", CreationDate: new Date("2026-11-20T08:14:05.700Z") },
		],
		"sub-of-bob": [{ EventId: "of-bob", CreationDate: new Date("2026-11-20T08:14:00Z") }],
	};

	/** An endpoint, what it stored, and how often it called Cognito. */
	function endpoint(services: Partial<StatementServices> = {}) {
		const stored: SignedStatement[] = [];
		let listings = 0;
		const take = statementTaker({
			verify: (token) => verifier.verify(token),
			async *eventsOf(sub) {
				listings++;
				yield* histories[sub] ?? [];
			},
			statements: { put: async (statement) => void stored.push(statement) },
			quota: { take: async () => true },
			now: () => new Date(at),
			...services,
		});
		const post = async (token: string, body: unknown = { eventId: "e1", wasMe: false }) => {
			const event = httpEvent({
				method: "POST",
				path: "/statements",
				headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
				body: typeof body === "string" ? body : JSON.stringify(body),
			});
			return (await take(event)).statusCode;
		};
		return { stored, post, take, listings: () => listings };
	}

	/** The session of the owner, which began at 9:00 with the event e2. */
	const owner = (claims: Record<string, unknown> = {}) =>
		pool.token({
			event_id: "e2",
			origin_jti: "owner",
			auth_time: signedIn("2026-11-20T09:00:20Z"),
			...claims,
		});

	it("are stored for an event of another session", async () => {
		const { stored, post } = endpoint();
		expect(await post(owner())).to.equal(204);
		expect(stored).to.deep.equal([
			{ eventId: "e1", wasMe: false, at, sameSession: false, sub: "sub-of-alice", session: "owner" },
		]);
	});

	describe("by an attacker who holds the session that began with e1", () => {
		const stolen = (claims: Record<string, unknown> = {}) =>
			pool.token({
				event_id: "e1",
				origin_jti: "stolen",
				auth_time: signedIn("2026-11-20T08:14:09Z"),
				...claims,
			});

		it("are no evidence, because the session is about itself", async () => {
			const { stored, post } = endpoint();
			expect(await post(stolen(), { eventId: "e1", wasMe: true })).to.equal(204);
			expect(stored[0]).to.include({ wasMe: true, sameSession: true });
		});

		for (const [how, claims] of [
			["a refreshed token names another event", { event_id: "e9" }],
			[
				"both times are of the same second, of which a token has no part",
				{ event_id: "e9", auth_time: signedIn("2026-11-20T08:14:05Z") },
			],
			["the token names no event", { event_id: undefined }],
			["the second factor took a while", { event_id: "e9", auth_time: signedIn("2026-11-20T08:28:00Z") }],
		] as const)
			it(`are no evidence either if ${how}`, async () => {
				const { stored, post } = endpoint();
				await post(stolen(claims), { eventId: "e1", wasMe: true });
				expect(stored[0]).to.include({ sameSession: true });
			});

		it("do not replace the owner's, because each session has its own", async () => {
			const { stored, post } = endpoint();
			await post(owner(), { eventId: "e1", wasMe: false });
			await post(stolen(), { eventId: "e1", wasMe: true });
			expect(new Set(stored.map(({ session }) => session)).size).to.equal(2);
		});

		it("are counted separately from the owner's, who can still object when the attacker's quota is used up", async () => {
			const taken = new Map<string, number>();
			const { post } = endpoint({
				quota: {
					take: async (session) => {
						taken.set(session, (taken.get(session) ?? 0) + 1);
						return (taken.get(session) ?? 0) <= 3;
					},
				},
			});
			const flood = [];
			for (let times = 0; times < 5; times++) flood.push(await post(stolen({ jti: `jti-${times}` })));
			expect(flood).to.deep.equal([204, 204, 204, 429, 429]);
			expect(await post(owner())).to.equal(204);
		});

		it("cannot name another user's event", async () => {
			const { stored, post } = endpoint();
			expect(await post(stolen(), { eventId: "of-bob", wasMe: true })).to.equal(404);
			expect(stored).to.deep.equal([]);
		});
	});

	const now = Math.floor(Date.now() / 1000);
	const stranger = new TokenIssuer(userPoolId);
	const otherPool = new TokenIssuer("eu-central-1_Other");
	const [head = "", payload = "", signature = ""] = pool.token().split(".");
	const unsigned = `${base64url({ alg: "none", kid: "key-1" })}.${payload}.`;
	const forAnother = base64url({
		...JSON.parse(Buffer.from(payload, "base64url").toString()),
		sub: "sub-of-bob",
	});
	const refused: readonly (readonly [string, string])[] = [
		["signed with another key", stranger.token()],
		["of another pool", otherPool.token()],
		[
			"of a pool in another Region",
			pool.token({ iss: `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}` }),
		],
		["of a client that is not the application's", pool.token({ client_id: "foreign" })],
		["that has expired", pool.token({ exp: now - 60 })],
		["that is not valid yet", pool.token({ nbf: now + 3600 })],
		["that is an ID token", pool.token({ token_use: "id", aud: "app", client_id: undefined })],
		["without a signature", unsigned],
		["whose user was changed", `${head}.${forAnother}.${signature}`],
		["that is no token", "abc"],
		["that is empty", ""],
	];
	for (const [what, token] of refused)
		it(`are rejected with a token ${what}, before any request to Cognito or the database`, async () => {
			const counted: string[] = [];
			const { stored, post, listings } = endpoint({
				quota: { take: async (session) => Boolean(counted.push(session)) },
			});
			expect(await post(token)).to.equal(401);
			expect([stored, counted, listings()]).to.deep.equal([[], [], 0]);
		});

	it("are rejected without a token, naming the required kind", async () => {
		const { take } = endpoint();
		const response = await take(httpEvent({ method: "POST", path: "/statements", body: "{}" }));
		expect(response.statusCode).to.equal(401);
		expect(response.headers).to.include({ "www-authenticate": "Bearer" });
	});

	it("are accepted with a token of any client of the application", async () => {
		expect(await endpoint().post(owner({ client_id: "other-app" }))).to.equal(204);
	});

	it("are not rejected with an invalid token if the pool's keys cannot be fetched", async () => {
		const { post } = endpoint({ verify: () => Promise.reject(new FetchError("https://keys", "timed out")) });
		expect(await post(owner())).to.equal(503);
	});

	for (const [name, status] of [
		["TooManyRequestsException", 503],
		["UserNotFoundException", 404],
	] as const)
		it(`get the response ${status} if Cognito's listing fails with ${name}`, async () => {
			const { stored, post } = endpoint({
				async *eventsOf() {
					yield await Promise.reject(Object.assign(new Error(), { name }));
				},
			});
			expect(await post(owner())).to.equal(status);
			expect(stored).to.deep.equal([]);
		});

	for (const body of [
		"",
		"not JSON",
		"null",
		"[]",
		{},
		{ eventId: "e1" },
		{ eventId: "e1", wasMe: "true" },
		{ eventId: ["e1"], wasMe: true },
		{ eventId: "e 1", wasMe: true },
		{ eventId: "e".repeat(51), wasMe: true },
		{ eventId: "e1", wasMe: true, more: "x".repeat(2000) },
	])
		it(`are rejected if the body is invalid: ${JSON.stringify(body).slice(0, 40)}`, async () => {
			const { stored, post, listings } = endpoint();
			expect(await post(owner(), body)).to.equal(400);
			expect([stored, listings()]).to.deep.equal([[], 0]);
		});
});
