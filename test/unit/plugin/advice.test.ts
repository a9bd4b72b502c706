import { expect } from "chai";
import { adviceFor } from "#provider/plugin/advice";

describe("what an error of the plugin advises", () => {
	it("is to set stack configuration, where the program declares no provider", () => {
		for (const name of ["default", "default_0_1_0"]) {
			const { region, profile, endpoint } = adviceFor(name);
			expect(region).to.equal("Run `pulumi config set cognito-feedback:region <region>`");
			expect(profile).to.equal("`pulumi config set cognito-feedback:profile <name>`");
			expect(endpoint).to.equal("`cognito-feedback:endpoint`");
		}
	});

	it("is to set the arguments of the provider that it declares", () => {
		const { region, profile, timeout, plainHttp, endpoint } = adviceFor("audit");
		expect(region).to.equal('Set `region` of the provider "audit"');
		expect(profile).to.equal('`profile` of the provider "audit"');
		expect(timeout).to.equal('`requestTimeout` of the provider "audit"');
		expect(plainHttp).to.equal('`allowPlainHttp` of the provider "audit"');
		expect(endpoint).to.equal('`endpoint` of the provider "audit"');
	});
});
