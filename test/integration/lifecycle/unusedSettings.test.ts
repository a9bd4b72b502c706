import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { adapters } from "../../../workbench/project/adapters.ts";
import { quickStory } from "../../harness/stack.ts";
import { awsVariables } from "../../support/awsVariables.ts";
import { callCommand } from "../../support/callCommand.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId, single } from "../../support/program.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

describe("Keys in the environment beside a profile", () => {
	awsVariables({ AWS_ACCESS_KEY_ID: "canary", AWS_SECRET_ACCESS_KEY: "canary", AWS_PROFILE: "audit" });
	const folder = temporaryFolder();
	const content = cognito(user("alice", ...signIns("e1", "e2")));
	const { warn } = console;
	const printed: unknown[] = [];

	beforeEach(async () => {
		process.env.AWS_CONFIG_FILE = join(folder(), "config");
		await writeFile(
			process.env.AWS_CONFIG_FILE,
			"[profile audit]\naws_access_key_id = a\naws_secret_access_key = b\n",
		);
		console.warn = (...texts) => printed.push(texts);
	});
	afterEach(() => {
		console.warn = warn;
	});

	const text = "AWS_PROFILE is set, so the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not used";

	for (const adapter of adapters)
		quickStory(
			`are reported once, through the ${adapter.name}, and not by the AWS SDK`,
			{ content, adapter },
			async (stack) => {
				stack.program(single("one", { eventId: "e1" }), single("two", { eventId: "e2" }));
				const { warnings } = await stack.preview();
				expect(warnings).to.have.length(1);
				expect(warnings[0]).to.include(text);
				stack.configure({ [`${adapter.awsNamespace}:profile`]: "audit" });
				expect((await stack.preview()).warnings).to.deep.equal([]);
				expect(printed).to.deep.equal([]);
			},
		);

	it("are reported by the command", async () => {
		const options = ["--user-pool-id", poolId, "--username", "alice", "--endpoint", "http://127.0.0.1:1"];
		const { err } = await callCommand(["events", ...options]);
		expect(err).to.include(text);
		expect((await callCommand(["events", ...options, "--profile", "audit"])).err).not.to.include(text);
		expect(printed).to.deep.equal([]);
	});
});

describe("Connection settings that only @pulumi/aws supports", () => {
	const config = {
		"aws:assumeRoleWithWebIdentity": '{"roleArn":"arn:aws:iam::123456789012:role/canary"}',
		"aws:endpoints": '[{"cognitoidp":"http://canary"}]',
		"aws:sharedConfigFiles": "[]",
		"aws:useFipsEndpoint": "false",
		"aws:customCaBundle": "canary.pem",
	};
	const content = cognito(user("alice", ...signIns("e1", "e2")));

	quickStory(
		"are reported once, with the replacement and without their values",
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
