import { expect } from "chai";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { single } from "../../support/program.ts";

describe("Credentials that are configured for another provider", () => {
	const config = {
		"aws:assumeRole": '{"roleArn":"arn:aws:iam::123456789012:role/canary"}',
		"aws:assumeRoles": "[]",
		"aws:secretKey": "canary",
		"aws:allowedAccountIds": '["123456789012"]',
	};
	const content = cognito(user("alice", ...signIns("e1", "e2")));

	quickStory("are reported once, by name and without their values", { content, config }, async (stack) => {
		stack.program(single("one", { eventId: "e1" }), single("two", { eventId: "e2" }));
		const { warnings } = await stack.preview();
		expect(warnings).to.have.length(1);
		for (const key of ["aws:assumeRole", "aws:secretKey", "aws:allowedAccountIds"])
			expect(warnings[0]).to.include(`stack configuration ${key}`);
		expect(warnings[0])
			.to.include("not used for Amazon Cognito")
			.and.not.match(/canary|123456789012|assumeRoles/);
	});
});
