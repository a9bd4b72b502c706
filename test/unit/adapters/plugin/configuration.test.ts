import { expect } from "chai";
import { configurationFailures, readProviderConfiguration } from "#provider/adapters/plugin/configuration";

describe("what an error of the plugin advises", () => {
	const wordsOf = (name: string) => readProviderConfiguration({ name, inputs: {} }).words;

	it("is to set stack configuration, where the program declares no provider", () => {
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

describe("what is wrong with the settings of the plugin", () => {
	it("is named as stack configuration, in the plugin's namespace, where the program declares no provider", () => {
		const inputs = { region: "Frankfurt", evidence: "some", other: "of a project with this name" };
		expect(configurationFailures({ name: "default", inputs }).map(({ reason }) => reason)).to.deep.equal([
			'stack configuration cognito-feedback:region: "Frankfurt" is not the name of an AWS Region. Correct it with `pulumi config set cognito-feedback:region eu-central-1`, or remove it with `pulumi config rm cognito-feedback:region`.',
			'stack configuration cognito-feedback:evidence: "some" is not one of `full`, `risk`, `none`. Correct it with `pulumi config set cognito-feedback:evidence full`, or remove it with `pulumi config rm cognito-feedback:evidence`.',
		]);
	});

	it("is named as arguments of the provider that it declares, those that are not known too", () => {
		const inputs = { region: "Frankfurt", Endpoint: "https://example.com", version: "0.1.0" };
		const reasons = configurationFailures({ name: "audit", inputs }).map(({ reason }) => reason);
		expect(reasons).to.have.length(2);
		expect(reasons[0]).to.equal(
			'provider "audit", `region`: "Frankfurt" is not the name of an AWS Region. Correct it, for example to `eu-central-1`, or leave it out.',
		);
		expect(reasons[1]).to.match(
			/^`Endpoint` is not known here \(did you mean `endpoint`\?\); expected `region`/,
		);
	});

	it("is nothing of numbers and booleans, as such or as JSON", () => {
		for (const [requestTimeout, allowPlainHttp] of [
			[2.5, true],
			["2.5", "true"],
		]) {
			const { connection, problems } = readProviderConfiguration({
				name: "audit",
				inputs: { requestTimeout, allowPlainHttp },
			});
			expect(problems).to.deep.equal([]);
			expect(connection).to.deep.equal({ requestTimeout: 2.5, allowPlainHttp: true });
		}
	});
});
