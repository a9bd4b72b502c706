import { expect } from "chai";
import fc from "fast-check";
import { Redaction } from "#provider/cognito/clientMiddleware";

describe("names that are not to be printed", () => {
	it("are taken out where they stand by themselves", () => {
		const redaction = new Redaction("audit", undefined);
		expect(redaction.apply("profile audit, 'audit': audit.")).to.equal(
			"profile [redacted], '[redacted]': [redacted].",
		);
		expect(redaction.apply("auditor preaudit audit2 audit_")).to.equal("auditor preaudit audit2 audit_");
	});

	it("are taken literally, whatever characters they have", () => {
		const name = fc.string({ unit: "binary", minLength: 1 });
		fc.assert(
			fc.property(name, name, (profile, username) => {
				const redacted = new Redaction(profile).apply(`(${username})`, username);
				expect(redacted).to.match(/\[.*\]/s);
				if (!"([redacted])".includes(username)) expect(redacted).not.to.contain(`(${username})`);
			}),
		);
	});

	it("may be empty or missing, and then take out nothing", () => {
		expect(new Redaction("", undefined).apply("as it was", "")).to.equal("as it was");
	});
});
