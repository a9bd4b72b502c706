import { expect } from "chai";
import fc from "fast-check";
import { Redaction } from "#provider/cognito/clientMiddleware";
import { codePoint } from "../../support/anyText.ts";

/** A redaction that has seen a request signed with these credentials. */
async function redactionAfter(identity: object): Promise<Redaction> {
	const redaction = new Redaction();
	let middleware: (next: () => Promise<void>, context: object) => (args: object) => Promise<void> =
		() => async () => {};
	const middlewareStack = { add: (added: typeof middleware) => (middleware = added) };
	redaction.watch({ middlewareStack } as unknown as Parameters<Redaction["watch"]>[0]);
	const context = { __smithy_context: { selectedHttpAuthScheme: { identity } } };
	await middleware(async () => {}, context)({});
	return redaction;
}

describe("credentials that are not to be printed", () => {
	const error = "getaddrinfo ENOTFOUND local.example.com, a test of local access";

	for (const [accessKeyId, secretAccessKey] of [
		["a", "b"],
		["local", "local"],
		["test", "test"],
		["address1", "getaddri"],
	] as const) {
		it(`do not change a message if they belong to a local server: ${accessKeyId}, ${secretAccessKey}`, async () => {
			const redaction = await redactionAfter({ accessKeyId, secretAccessKey });
			expect(redaction.apply(error)).to.equal(error);
		});
	}

	it("are removed only as whole words if they are short", async () => {
		const redaction = await redactionAfter({ accessKeyId: "dummykey", secretAccessKey: "x y/z+w=" });
		expect(redaction.apply("dummykey, Credential=dummykey/2026, dummykeys, x y/z+w=")).to.equal(
			"[redacted], Credential=[redacted]/2026, dummykeys, [redacted]",
		);
	});

	it("are removed everywhere if AWS may have issued them", async () => {
		const redaction = await redactionAfter({ accessKeyId: "AKIAIOSFODNN7EXAMPLE" });
		expect(redaction.apply("keyAKIAIOSFODNN7EXAMPLE1")).to.equal("key[redacted]1");
	});
});

describe("names that are not to be printed", () => {
	it("are removed as whole words", () => {
		const redaction = new Redaction("audit", undefined);
		expect(redaction.apply("profile audit, 'audit': audit.")).to.equal(
			"profile [redacted], '[redacted]': [redacted].",
		);
		expect(redaction.apply("auditor preaudit audit2 audit_")).to.equal("auditor preaudit audit2 audit_");
	});

	it("are matched literally, whatever characters they contain", () => {
		const name = fc.string({ unit: codePoint, minLength: 1 });
		fc.assert(
			fc.property(name, name, (profile, username) => {
				const redacted = new Redaction(profile).apply(`(${username})`, username);
				expect(redacted).to.match(/\[.*\]/s);
				if (!"([redacted])".includes(username)) expect(redacted).not.to.contain(`(${username})`);
			}),
		);
	});

	it("may be empty or missing, and then remove nothing", () => {
		expect(new Redaction("", undefined).apply("as it was", "")).to.equal("as it was");
	});
});
