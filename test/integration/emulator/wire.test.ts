import { expect } from "chai";
import { type EmulatorUnderTest, emulators } from "../../support/emulatorClient.ts";
import { aliceWith } from "../../support/emulatorContent.ts";

const headers = {
	authorization: "AWS4-HMAC-SHA256 Credential=anybody",
	"content-type": "application/x-amz-json-1.1",
	"x-amz-target": "AWSCognitoIdentityProviderService.AdminListUserAuthEvents",
};
const body = JSON.stringify({ UserPoolId: "eu-central-1_Test", Username: "alice" });

describe("emulator: AWS JSON 1.1", () => {
	const start = emulators();
	let one: EmulatorUnderTest;
	beforeEach(async () => {
		const CreationDate = "2026-11-20T08:14:00.250Z";
		one = await start({ content: aliceWith({ EventId: "e1", CreationDate }) });
	});

	const post = (init: RequestInit & { path?: string } = {}) =>
		fetch(`${one.emulator.endpoint}${init.path ?? "/"}`, { method: "POST", headers, body, ...init });

	it("listens on the loopback interface only", () => {
		expect(one.emulator.endpoint).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
	});

	it("sends dates as seconds since 1970, with fractions", async () => {
		const response = await post();
		expect(response.status).to.equal(200);
		expect(await response.text()).to.equal('{"AuthEvents":[{"EventId":"e1","CreationDate":1795162440.25}]}');
	});

	it("gives each response a content type, a length and a unique ID", async () => {
		const responses = await Promise.all([post(), post(), post({ body: "{" })]);
		for (const { headers: got } of responses) {
			expect(got.get("content-type")).to.equal("application/x-amz-json-1.1");
			expect(Number(got.get("content-length"))).to.be.greaterThan(0);
		}
		expect(new Set(responses.map((response) => response.headers.get("x-amzn-requestid"))).size).to.equal(3);
	});

	it("sends an error's code in the body and in a header", async () => {
		const response = await post({
			body: JSON.stringify({ UserPoolId: "eu-central-1_Test", Username: "bob" }),
		});
		expect(response.status).to.equal(400);
		expect(response.headers.get("x-amzn-errortype")).to.equal("UserNotFoundException");
		expect(await response.json()).to.deep.equal({
			__type: "UserNotFoundException",
			message: "User does not exist.",
		});
	});

	it("accepts a content type with parameters, in any case", async () => {
		const type = "Application/X-Amz-JSON-1.1; charset=utf-8";
		expect((await post({ headers: { ...headers, "content-type": type } })).status).to.equal(200);
	});

	it("treats a null member as absent, although the SDK never sends one", async () => {
		const nulls = { MaxResults: null, NextToken: null };
		const optional = await post({ body: JSON.stringify({ ...JSON.parse(body), ...nulls }) });
		expect(optional.status).to.equal(200);
		const required = await post({ body: JSON.stringify({ UserPoolId: null, Username: "alice" }) });
		expect(await required.json()).to.deep.equal({
			__type: "InvalidParameterException",
			message:
				"1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null",
		});
	});

	for (const [name, init, status, code, message] of [
		["no target", without("x-amz-target"), 400, "UnknownOperationException", /X-Amz-Target .*missing/],
		[
			"the target of another service",
			{ headers: { ...headers, "x-amz-target": "DynamoDB_20120810.ListTables" } },
			400,
			"UnknownOperationException",
			/X-Amz-Target .*"DynamoDB_20120810\.ListTables"/,
		],
		[
			"an operation named like a property of objects",
			{ headers: { ...headers, "x-amz-target": "AWSCognitoIdentityProviderService.__proto__" } },
			400,
			"UnknownOperationException",
			/operation "__proto__"/,
		],
		[
			"an operation that needs no credentials",
			{ headers: { "x-amz-target": "AWSCognitoIdentityProviderService.SignUp" } },
			400,
			"UnknownOperationException",
			/operation "SignUp"/,
		],
		["no credentials", without("authorization"), 400, "MissingAuthenticationTokenException", /Authorization/],
		[
			"another content type",
			{ headers: { ...headers, "content-type": "application/json" } },
			415,
			"UnsupportedMediaTypeException",
			/application\/x-amz-json-1\.1/,
		],
		["a body that is not JSON", { body: "{" }, 400, "SerializationException", /not JSON/],
		["an empty body", { body: "" }, 400, "SerializationException", /not JSON/],
		["a body that is a list", { body: "[]" }, 400, "SerializationException", /not a JSON object/],
		["a body that is null", { body: "null" }, 400, "SerializationException", /not a JSON object/],
		["a body that is a string", { body: '"x"' }, 400, "SerializationException", /not a JSON object/],
		["another path", { path: "/users" }, 404, "UnknownOperationException", /Only POST \/ is supported/],
		[
			"GET",
			{ method: "GET", body: undefined },
			405,
			"UnknownOperationException",
			/Only POST \/ is supported/,
		],
	] as const) {
		it(`responds to ${name} with ${code}, HTTP ${status}`, async () => {
			const response = await post(init as RequestInit);
			expect(response.status).to.equal(status);
			const { __type, message: text } = (await response.json()) as Record<string, string>;
			expect(__type).to.equal(code);
			expect(text).to.match(message);
			expect(one.emulator.requests).to.deep.equal([]);
		});
	}

	it("responds with the allowed method", async () => {
		expect((await post({ method: "PUT" })).headers.get("allow")).to.equal("POST");
	});

	it("accepts a body of 1 MiB and rejects a larger one", async () => {
		const padded = (size: number) => body.padEnd(size, " ");
		expect((await post({ body: padded(1024 * 1024) })).status).to.equal(200);
		const response = await post({ body: padded(1024 * 1024 + 1) });
		expect(response.status).to.equal(413);
		expect(await response.json()).to.deep.equal({
			__type: "RequestEntityTooLargeException",
			message: "The request body has 1048577 bytes; the limit is 1048576.",
		});
		expect((await post({ body: padded(5 * 1024 * 1024) })).status).to.equal(413);
		expect((await post()).status).to.equal(200);
	});

	it("survives a client that disconnects in the middle of its body", async () => {
		const leaving = new AbortController();
		const half = new ReadableStream({
			start: (controller) => controller.enqueue(new TextEncoder().encode(body.slice(0, 10))),
			pull: () => leaving.abort(),
		});
		const left = await post({ body: half, duplex: "half", signal: leaving.signal } as RequestInit).catch(
			(error: unknown) => error,
		);
		expect(left).to.have.property("name", "AbortError");
		expect((await post()).status).to.equal(200);
		expect(one.emulator.requests).to.have.length(1);
	});
});

function without(name: keyof typeof headers): RequestInit {
	return { headers: Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name)) };
}
