import { expect } from "chai";
import { readConfiguration, stackWords } from "#provider/adapters/configuration";
import { hostileTexts } from "../../support/anyText.ts";
import { steeringIn } from "../../support/steering.ts";

function read(config: Readonly<Record<string, string>>) {
	return readConfiguration((key) => config[key], stackWords("aws"));
}

describe("stack configuration", () => {
	it("leaves missing settings to the AWS SDK, and looks up and keeps everything by default", () => {
		expect(read({})).to.deep.include({
			connection: {},
			eventLookup: "required",
			evidence: "full",
			problems: [],
		});
	});

	it("supports Region, profile and endpoint", () => {
		const config = {
			"aws:region": "us-gov-west-1",
			"aws:profile": "audit",
			"cognito-feedback:endpoint": "http://127.0.0.1:4566",
		};
		const { connection, problems } = read(config);
		expect(connection).to.deep.equal({
			defaultRegion: "us-gov-west-1",
			profile: "audit",
			endpoint: "http://127.0.0.1:4566",
		});
		expect(problems).to.deep.equal([]);
	});

	for (const eventLookup of ["required", "optional", "off"]) {
		it(`supports cognito-feedback:eventLookup ${eventLookup}`, () => {
			expect(read({ "cognito-feedback:eventLookup": eventLookup })).to.include({ eventLookup });
		});
	}

	for (const evidence of ["full", "risk", "none"]) {
		it(`supports cognito-feedback:evidence ${evidence}`, () => {
			expect(read({ "cognito-feedback:evidence": evidence })).to.include({ evidence });
		});
	}

	it("supports cognito-feedback:allowPlainHttp, off by default", () => {
		expect(read({ "cognito-feedback:allowPlainHttp": "true" }).connection).to.deep.equal({
			allowPlainHttp: true,
		});
		expect(read({ "cognito-feedback:allowPlainHttp": "false" }).connection).to.deep.equal({});
	});

	it("does not print an endpoint that may contain a password", () => {
		for (const endpoint of [
			"https://user:canary@127.0.0.1",
			"https://canary@127.0.0.1",
			"canary@127.0.0.1",
			"htps://host/canary",
			"htps://host?canary",
			"host/canary",
			"x canary",
		]) {
			const { connection, problems } = read({ "cognito-feedback:endpoint": endpoint });
			expect(connection).to.deep.equal({});
			expect(problems).to.have.length(1);
			expect(problems[0])
				.to.contain("cognito-feedback:endpoint: its value is not an http or https URL, without a user")
				.and.not.to.contain("canary");
		}
	});

	it("prints a hostile value without terminal control characters, and shortens a long one", () => {
		const keys = [
			"aws:region",
			"cognito-feedback:endpoint",
			"cognito-feedback:eventLookup",
			"cognito-feedback:evidence",
			"cognito-feedback:requestsPerSecond",
			"cognito-feedback:allowPlainHttp",
		];
		for (const value of [...hostileTexts, "x".repeat(1_000_000), "\ud800"]) {
			const { problems } = read(Object.fromEntries(keys.map((key) => [key, value])));
			expect(problems).to.have.length(keys.length);
			for (const problem of problems) {
				expect(steeringIn(problem)).to.deep.equal([]);
				expect(problem).not.to.contain("\n");
				expect(problem.length).to.be.below(1_000);
			}
		}
	});

	for (const region of ["eu-central-1", "us-isob-east-1", "ap-southeast-12"]) {
		it(`accepts the Region ${region}`, () => {
			expect(read({ "aws:region": region }).connection).to.deep.equal({ defaultRegion: region });
		});
	}

	it("supports cognito-feedback:region as the Region to call", () => {
		const { connection } = read({ "aws:region": "eu-west-1", "cognito-feedback:region": "us-west-2" });
		expect(connection).to.deep.equal({ defaultRegion: "eu-west-1", region: "us-west-2" });
	});

	it("supports cognito-feedback:requestTimeout, in seconds", () => {
		expect(read({ "cognito-feedback:requestTimeout": "2.5" }).connection).to.deep.equal({
			requestTimeout: 2.5,
		});
	});

	it("supports cognito-feedback:requestsPerSecond, by default below Cognito's quota of 25", () => {
		expect(read({ "cognito-feedback:requestsPerSecond": "2.5" })).to.include({ requestsPerSecond: 2.5 });
		expect(read({}).requestsPerSecond).to.be.within(1, 24);
	});

	it("supports cognito-feedback:listingRequestsPerSecond on its own", () => {
		expect(read({ "cognito-feedback:listingRequestsPerSecond": "120" })).to.include({
			requestsPerSecond: 20,
			listingRequestsPerSecond: 120,
		});
		expect(read({})).not.to.have.property("listingRequestsPerSecond");
	});

	for (const [key, value, expected] of [
		["cognito-feedback:listingRequestsPerSecond", "fast", "a number of requests a second"],
		["aws:region", "Frankfurt", "the name of an AWS Region"],
		["aws:region", "", "the name of an AWS Region"],
		["aws:region", "eu-central-1a", "the name of an AWS Region"],
		["aws:region", "EU-CENTRAL-1", "the name of an AWS Region"],
		["aws:region", "eu-central-1\n", "the name of an AWS Region"],
		["aws:profile", "", "the name of a profile"],
		["aws:profile", "  ", "the name of a profile"],
		["cognito-feedback:endpoint", "", "an http or https URL"],
		["cognito-feedback:endpoint", "localhost:4566", "an http or https URL"],
		["cognito-feedback:endpoint", "127.0.0.1:4566", "an http or https URL"],
		["cognito-feedback:endpoint", "ftp://localhost", "an http or https URL"],
		["cognito-feedback:endpoint", "http://", "an http or https URL"],
		["cognito-feedback:eventLookup", "Required", "one of `required`, `optional`, `off`"],
		["cognito-feedback:eventLookup", "", "one of `required`, `optional`, `off`"],
		["cognito-feedback:eventLookup", "constructor", "one of `required`, `optional`, `off`"],
		["cognito-feedback:evidence", "all", "one of `full`, `risk`, `none`"],
		["cognito-feedback:allowPlainHttp", "yes", "one of `false`, `true`"],
		["cognito-feedback:allowPlainHttp", "", "one of `false`, `true`"],
		["cognito-feedback:allowPlainHttp", "TRUE", "one of `false`, `true`"],
		["cognito-feedback:evidence", "", "one of `full`, `risk`, `none`"],
		["cognito-feedback:requestTimeout", "0.5", "a number of seconds, from 1 to 600"],
		["cognito-feedback:requestTimeout", "1h", "a number of seconds, from 1 to 600"],
		["cognito-feedback:requestsPerSecond", "ten", "a number of requests a second"],
		["cognito-feedback:requestsPerSecond", "", "a number of requests a second"],
		["cognito-feedback:requestsPerSecond", "0", "a number of requests a second"],
		["cognito-feedback:requestsPerSecond", "-1", "a number of requests a second"],
		["cognito-feedback:requestsPerSecond", "Infinity", "a number of requests a second"],
	] as const) {
		it(`rejects ${JSON.stringify(value)} for ${key}, naming the key, the value and the fix`, () => {
			const { connection, eventLookup, evidence, problems } = read({ [key]: value });
			expect(problems).to.have.length(1);
			expect(problems[0])
				.to.contain(`stack configuration ${key}: ${JSON.stringify(value)} is not ${expected}`)
				.and.to.contain(`pulumi config set ${key} `)
				.and.to.contain(`pulumi config rm ${key}`);
			expect({ connection, eventLookup, evidence }).to.deep.equal({
				connection: {},
				eventLookup: "required",
				evidence: "full",
			});
		});
	}

	it("reports every invalid key at once, and keeps the valid ones", () => {
		const { connection, problems } = read({
			"aws:region": "Frankfurt",
			"aws:profile": "audit",
			"cognito-feedback:endpoint": "nowhere",
			"cognito-feedback:eventLookup": "on",
			"cognito-feedback:evidence": "some",
		});
		expect(connection).to.deep.equal({ profile: "audit" });
		expect(problems.map((problem) => problem.split(": ")[0])).to.deep.equal([
			"stack configuration aws:region",
			"stack configuration cognito-feedback:endpoint",
			"stack configuration cognito-feedback:eventLookup",
			"stack configuration cognito-feedback:evidence",
		]);
	});
});
