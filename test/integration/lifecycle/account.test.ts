import { expect } from "chai";
import { adapters } from "../../../workbench/project/adapters.ts";
import { quickStory } from "../../harness/stack.ts";
import { awsVariables } from "../../support/awsVariables.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";
import { stubRoles } from "../../support/stubSts.ts";

const roles = JSON.stringify([{ roleArn: "arn:aws:iam::123456789012:role/feedback" }]);
const content = cognito(user("alice", ...signIns("e1", "e2", "e3")));

for (const adapter of adapters) {
	describe(`Credentials in the configuration, through the ${adapter.name}`, () => {
		awsVariables({ AWS_ACCESS_KEY_ID: "AKIA-environment", AWS_SECRET_ACCESS_KEY: "canary-secret" });
		const calls = stubRoles("123456789012");
		const key = (name: string) => `${adapter.awsNamespace}:${name}`;

		quickStory(
			"assume roles, and check the account once in a run before Cognito is called",
			{ content, adapter },
			async (stack) => {
				stack.program(single("one", { eventId: "e1" }), set("two", { e2: {}, e3: {} }));
				await step("another account is rejected, in a preview too", async () => {
					stack.configure({ [key("assumeRoles")]: roles, [key("allowedAccountIds")]: '["999999999999"]' });
					for (const command of ["preview", "up", "refresh"] as const) {
						const { output, requests } = await stack.run(command);
						expect(requests).to.deep.equal([]);
						if (command !== "refresh")
							expect(output).to.include("AWS account 123456789012, which must not be called");
					}
				});
				await step("another account is rejected even if look-ups are optional", async () => {
					stack.configure({ "cognito-feedback:eventLookup": "optional" });
					const { output, requests } = await stack.fails("preview");
					expect(output).to.include("AWS account 123456789012, which must not be called");
					expect(requests).to.deep.equal([]);
					stack.configure({ "cognito-feedback:eventLookup": undefined });
				});
				await step("the right one is called", async () => {
					stack.configure({ [key("allowedAccountIds")]: '["123456789012"]' });
					const before = calls().length;
					const { output, warnings } = await stack.up();
					expect([warnings, Object.keys(stack.feedback())]).to.deep.equal([[], ["e1", "e2", "e3"]]);
					expect(output).not.to.include("canary");
					const made = calls().slice(before);
					expect(made.map(({ Action, signedBy }) => `${Action} ${signedBy}`)).to.deep.equal([
						"AssumeRole AKIA-environment",
						"GetCallerIdentity ASIA-feedback",
					]);
				});
				await step("decisions stay in state if the account is wrong", async () => {
					stack.configure({ [key("forbiddenAccountIds")]: '["123456789012"]' });
					await stack.fails("refresh");
					expect(Object.keys(stack.decisions())).to.deep.equal(["e1", "e2", "e3"]);
				});
			},
		);

		quickStory(
			"fail the preview if they are invalid, and are not printed",
			{ content, adapter, config: { [key("assumeRoles")]: '[{"roleArn":"canary"}]' } },
			async (stack) => {
				stack.program(single("one", { eventId: "e1" }));
				const { output, requests } = await stack.fails("preview");
				expect(output)
					.to.include(`${key("assumeRoles").replace("cognito-feedback:", "")}`)
					.and.include("[0].roleArn is not the ARN of a role")
					.and.not.include("canary");
				expect([requests, calls()]).to.deep.equal([[], []]);
			},
		);
	});
}

describe("Keys in the stack configuration", () => {
	awsVariables({});
	const calls = stubRoles("123456789012");
	const config = {
		"aws:accessKey": "AKIA-static-canary",
		"aws:secretKey": "secret-canary",
		"aws:token": "token-canary",
		"aws:allowedAccountIds": '["123456789012"]',
	};

	quickStory(
		"sign the requests of the dynamic provider, and are not in state",
		{ content, config },
		async (stack) => {
			stack.program(single("one", { eventId: "e1" }));
			const { output } = await stack.up();
			expect(calls().map(({ signedBy }) => signedBy)).to.deep.equal(["AKIA-static-canary"]);
			expect(output + JSON.stringify([...stack.state])).not.to.include("canary");
		},
	);
});
