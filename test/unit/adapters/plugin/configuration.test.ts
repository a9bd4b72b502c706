import { expect } from "chai";
import {
	configurationFailures,
	readProviderConfiguration,
	unknownSettings,
} from "#provider/adapters/plugin/configuration";

/** The problems of a provider's settings. */
function failuresOf(name: string, inputs: Readonly<Record<string, unknown>>): string[] {
	return configurationFailures({ name, inputs }).map(({ reason }) => reason);
}

describe("the configuration of the plugin", () => {
	const settings = {
		region: "us-east-1",
		profile: "audit",
		assumeRoles: [{ roleArn: "arn:aws:iam::123456789012:role/feedback", tags: { team: "security" } }],
		allowedAccountIds: ["123456789012"],
		forbiddenAccountIds: '["111111111111"]',
		endpoint: "http://127.0.0.1:4566",
		requestsPerSecond: 2.5,
		listingRequestsPerSecond: 80,
		requestTimeout: "10",
		allowPlainHttp: true,
		eventLookup: "off",
		evidence: "risk",
	};

	it("supports every setting, with numbers and booleans as text or as values", () => {
		expect(readProviderConfiguration({ name: "default", inputs: settings })).to.deep.include({
			connection: {
				region: "us-east-1",
				profile: "audit",
				assumeRoles: settings.assumeRoles,
				allowedAccountIds: ["123456789012"],
				forbiddenAccountIds: ["111111111111"],
				endpoint: "http://127.0.0.1:4566",
				requestTimeout: 10,
				allowPlainHttp: true,
			},
			requestsPerSecond: 2.5,
			listingRequestsPerSecond: 80,
			eventLookup: "off",
			evidence: "risk",
			problems: [],
		});
	});

	it("ignores a setting of which a part is known only after `pulumi up`", () => {
		const roleArn = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
		const inputs = { assumeRoles: [{ roleArn }] };
		expect(unknownSettings(inputs)).to.deep.equal(["assumeRoles"]);
		expect(readProviderConfiguration({ name: "audit", inputs })).to.deep.include({
			connection: {},
			problems: [],
		});
	});

	it("reports each invalid key of the stack configuration once, in the plugin's namespace, with the fix", () => {
		const wrong = {
			region: "Frankfurt",
			profile: " ",
			assumeRoles: "reviewer",
			allowedAccountIds: "audit",
			forbiddenAccountIds: "audit",
			endpoint: "localhost",
			eventLookup: "sometimes",
			evidence: "all",
			requestsPerSecond: "fast",
			listingRequestsPerSecond: "faster",
			requestTimeout: "1h",
			allowPlainHttp: "maybe",
		};
		for (const provider of ["default", "default_0_1_0"]) {
			const failures = failuresOf(provider, wrong);
			expect(failures).to.have.lengthOf(Object.keys(wrong).length);
			for (const key of Object.keys(wrong)) {
				const [failure, ...others] = failures.filter((each) =>
					each.startsWith(`stack configuration cognito-feedback:${key}: its value is not `),
				);
				expect(failure).to.include(`Correct it with \`pulumi config set cognito-feedback:${key} `);
				expect(failure).to.include(`or remove it with \`pulumi config rm cognito-feedback:${key}\`.`);
				expect(others).to.deep.equal([]);
			}
		}
	});

	it("reports an invalid argument of a declared provider", () => {
		expect(failuresOf("audit", { region: "Frankfurt" })).to.deep.equal([
			'provider "audit", `region`: its value is not the name of an AWS Region. Set it to a valid value such as `eu-central-1`, or omit it.',
		]);
	});

	it("does not print an invalid value, because Pulumi does not mark secrets when it checks a configuration", () => {
		for (const provider of ["audit", "default"]) {
			for (const name of Object.keys(settings).filter((each) => each !== "profile")) {
				const [reason, ...others] = failuresOf(provider, { [name]: "!TOKEN" });
				expect(reason).to.include(": its value is not ").and.not.include("TOKEN");
				expect(others).to.deep.equal([]);
			}
		}
	});

	it("allows unknown keys in stack configuration, which may be the project's, and rejects unknown arguments", () => {
		expect(failuresOf("default", { colour: "red" })).to.deep.equal([]);
		for (const name of ["accessKey", "secretKey", "token", "assumeRole"]) {
			const [failure, ...others] = failuresOf("default", { [name]: "canary" });
			expect(failure).to.include(`\`${name}\` is not a valid property`).and.not.include("canary");
			expect(others).to.deep.equal([]);
		}
		const [failure, ...others] = failuresOf("audit", { version: "0.1.0", endpiont: "x" });
		expect(failure).to.include(
			"`endpiont` is not a valid property; expected `region`, `profile`, `assumeRoles`",
		);
		expect(others).to.deep.equal([]);
	});
});

describe("the advice in an error of the plugin", () => {
	const wordsOf = (name: string) => readProviderConfiguration({ name, inputs: {} }).words;

	it("is to set stack configuration if the program declares no provider", () => {
		for (const name of ["default", "default_0_1_0"]) {
			const { region, profile, timeout, plainHttp, endpoint } = wordsOf(name);
			expect(region).to.equal("Run `pulumi config set cognito-feedback:region <region>`");
			expect(profile).to.equal("`pulumi config set cognito-feedback:profile <name>`");
			expect(timeout).to.equal("`pulumi config set cognito-feedback:requestTimeout 60`");
			expect(plainHttp).to.equal("`pulumi config set cognito-feedback:allowPlainHttp true`");
			expect(endpoint).to.equal("`cognito-feedback:endpoint`");
		}
	});

	it("is to set the arguments of the provider that it declares", () => {
		const { region, profile, timeout, plainHttp, endpoint } = wordsOf("audit");
		expect(region).to.equal('Set `region` of the provider "audit"');
		expect(profile).to.equal('`profile` of the provider "audit"');
		expect(timeout).to.equal('`requestTimeout` of the provider "audit"');
		expect(plainHttp).to.equal('`allowPlainHttp` of the provider "audit"');
		expect(endpoint).to.equal('`endpoint` of the provider "audit"');
	});
});
