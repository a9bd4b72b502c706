import { expect } from "chai";
import { connect } from "#provider/cognito/connect";

const access = { connection: { endpoint: "http://127.0.0.1:9" }, requestsPerSecond: 20 };

describe("connecting to Cognito", () => {
	it("shares connections and pace between all who ask for the same access", () => {
		expect(connect({ ...access })).to.equal(connect(structuredClone(access)));
	});

	it("keeps another stack's profile, endpoint and rate apart", () => {
		const { connection } = access;
		expect(connect({ ...access, requestsPerSecond: 10 })).not.to.equal(connect(access));
		expect(connect({ ...access, connection: { ...connection, profile: "audit" } })).not.to.equal(
			connect(access),
		);
	});

	it("keeps apart what the environment names other credentials or another endpoint for", () => {
		const before = connect(access);
		for (const [name, value] of [
			["AWS_PROFILE", "audit"],
			["AWS_SESSION_TOKEN", "token"],
			["AWS_ENDPOINT_URL", "http://127.0.0.1:10"],
		] as const) {
			process.env[name] = value;
			expect(connect(access), name).not.to.equal(before);
			expect(connect(access), name).to.equal(connect(access));
			delete process.env[name];
			expect(connect(access), name).to.equal(before);
		}
	});
});
