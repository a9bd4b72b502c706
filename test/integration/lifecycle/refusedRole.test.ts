import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { quickStory } from "../../harness/stack.ts";
import { awsVariables } from "../../support/awsVariables.ts";
import { callCommand } from "../../support/callCommand.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";
import { stubSts } from "../../support/stubSts.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const config = `[profile audit]
role_arn = arn:aws:iam::123456789012:role/reviewer
source_profile = keys
[profile keys]
aws_access_key_id = test
aws_secret_access_key = test
`;

describe("A role that AWS STS denies", () => {
	awsVariables({});
	const startSts = stubSts();
	const folder = temporaryFolder();
	const message = "AWS did not issue credentials to sign the request with (AccessDenied)";

	beforeEach(async () => {
		process.env.AWS_CONFIG_FILE = join(folder(), "config");
		await writeFile(process.env.AWS_CONFIG_FILE, config);
	});

	quickStory(
		"fails a preview and a refresh, and is not mistaken for a missing permission or event",
		{ content: cognito(user("alice", ...signIns("e1"))), config: { "aws:profile": "keys" } },
		async (stack) => {
			await step("a decision is created before it is denied", async () => {
				stack.program(single("one", { eventId: "e1" }));
				await stack.up();
			});
			for (const command of ["refresh", "preview"] as const) {
				await step(`${command} fails`, async () => {
					await startSts({ status: 403, code: "AccessDenied" });
					stack.configure({ "aws:profile": "audit" });
					stack.program(single("one", { eventId: "e1" }), single("two", { eventId: "missing" }));
					const { output, requests, warnings } = await stack.fails(command);
					expect(output).to.include(message);
					expect([requests, warnings]).to.deep.equal([[], []]);
					expect(output).not.to.match(/Grant|does not exist|audit/);
				});
			}
		},
	);

	it("does not make the command advise granting a Cognito permission", async () => {
		await startSts({ status: 403, code: "AccessDenied" });
		const options = ["--user-pool-id", poolId, "--username", "alice", "--endpoint", "http://127.0.0.1:1"];
		const { code, err } = await callCommand(["events", ...options, "--profile", "audit"]);
		expect([code, err.includes(message), /Grant|audit/.test(err)]).to.deep.equal([1, true, false]);
	});
});
