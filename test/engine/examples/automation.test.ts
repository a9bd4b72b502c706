import { expect } from "chai";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { example } from "../../support/example.ts";

const berlin = "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841";

describe("examples/automation", () => {
	const stage = example("automation");
	const answer = () => feedbackIn(stage().emulator.content())[berlin];

	it("shows what would change and asks, and applies nothing without a yes", async () => {
		const { code, output } = await stage().project.shell("echo n | npm run --silent feedback");
		expect(code, output).to.equal(0);
		expect(output).to.match(
			/SignIn; 2026-11-20T08:14Z; High[\s\S]*Apply this\? \[y\/N\] Nothing was applied\./,
		);
		const silent = await stage().project.shell("npm run --silent feedback < /dev/null");
		expect(silent.output).to.include("Nothing was applied.");
		expect(answer()).to.equal(undefined);
	});

	it("applies it after a yes, and asks no more where nothing changes", async () => {
		const { code, output } = await stage().project.shell("echo y | npm run --silent feedback");
		expect(code, output).to.equal(0);
		expect(answer()).to.equal("Valid");
		const again = await stage().project.shell("npm run --silent feedback -- --yes");
		expect(again.output).to.match(/Nothing to apply\.\n$/);
	});

	it("is taken down with the command of its README", async () => {
		const runs = await stage().readme("pulumi destroy");
		expect(Object.values(runs)[0]?.output).to.include("feedback on 2 events stays in Amazon Cognito");
		expect((await stage().project.shell("pulumi stack ls --all")).output).not.to.include(
			"cognito-feedback-automation",
		);
	});
});
