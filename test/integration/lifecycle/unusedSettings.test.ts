import { expect } from "chai";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { single } from "../../support/program.ts";

describe("Settings of connections that are for @pulumi/aws alone", () => {
	const config = {
		"aws:assumeRoleWithWebIdentity": '{"roleArn":"arn:aws:iam::123456789012:role/canary"}',
		"aws:endpoints": '[{"cognitoidp":"http://canary"}]',
		"aws:sharedConfigFiles": "[]",
		"aws:useFipsEndpoint": "false",
		"aws:customCaBundle": "canary.pem",
	};
	const content = cognito(user("alice", ...signIns("e1", "e2")));

	quickStory(
		"are reported once, with what to set and without their values",
		{ content, config },
		async (stack) => {
			stack.program(single("one", { eventId: "e1" }), single("two", { eventId: "e2" }));
			const { warnings } = await stack.preview();
			expect(warnings).to.have.length(1);
			for (const [key, instead] of [
				["aws:assumeRoleWithWebIdentity", "AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE"],
				["aws:endpoints", "`cognito-feedback:endpoint`"],
				["aws:customCaBundle", "AWS_CA_BUNDLE"],
			])
				expect(warnings[0]).to.include(`stack configuration ${key} (set ${instead} instead)`);
			expect(warnings[0])
				.to.include("not used for Amazon Cognito")
				.and.not.match(/canary|sharedConfigFiles|useFips/);
		},
	);
});
