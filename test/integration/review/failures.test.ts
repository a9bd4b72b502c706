import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { EmulatorFault } from "pulumi-cognito-feedback/emulator";
import { callCommand } from "../../support/callCommand.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { commandEmulators } from "../../support/command.ts";
import { poolId } from "../../support/program.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

/** Words that make sense only in a run of Pulumi. */
const wordsOfPulumi = /pulumi|stack configuration|\bdrift\b|getAuthEvents|cognito-feedback:\w/i;

describe("cognito-feedback with a Cognito that fails", () => {
	const start = commandEmulators();
	const folder = temporaryFolder();

	const content = cognito(user("alice", ...signIns("berlin")));
	const cases: readonly {
		readonly what: string;
		readonly fault?: EmulatorFault;
		readonly username?: string;
		readonly message: string;
	}[] = [
		{
			what: "denies the request",
			fault: "accessDenied",
			message: "Grant the IAM action cognito-idp:AdminListUserAuthEvents on arn:aws:",
		},
		{
			what: "refuses expired credentials",
			fault: "expiredCredentials",
			message: "or select a profile with `--profile <name>`.",
		},
		{
			what: "redirects",
			fault: "redirect",
			message: "unexpected redirect (HTTP 302); redirects are not followed. Check",
		},
		{ what: "responds with bad JSON", fault: "badJson", message: "and `--endpoint` if it is set." },
		{ what: "is a proxy's error page", fault: "proxyError", message: "(HTTP 502) is not from" },
		{
			what: "has an internal error",
			fault: "internalError",
			message: "internal error (3 attempts). Run the command again.",
		},
		{
			what: "resets connections",
			fault: "reset",
			message:
				"reset before the whole response had arrived (ECONNRESET, 3 attempts): read ECONNRESET. Check the network",
		},
		{
			what: "does not know the user",
			username: "nobody",
			message: "the user pool has no user with this username. Use the username",
		},
	];

	for (const { what, fault, username = "alice", message } of cases) {
		it(`prints one line with advice, and no terms of Pulumi: Cognito ${what}`, async () => {
			const { endpoint, requests } = await start({ content, ...(fault && { faults: [{ fault }] }) });
			const options = ["--user-pool-id", poolId, "--username", username, "--endpoint", endpoint];
			const decide = await callCommand(["decide", "berlin", "Valid", ...options], { cwd: folder() });
			const events = await callCommand(["events", ...options], { cwd: folder() });
			for (const { code, err } of [decide, events]) {
				expect(code).to.equal(1);
				expect(err)
					.to.match(/^cognito-feedback: [^\n]+\n$/)
					.and.include(message);
				expect(err.replace(/^cognito-feedback: /, "")).not.to.match(wordsOfPulumi);
			}
			expect(decide.err).to.include("event berlin in user pool eu-central-1_Test: ");
			expect([decide.out, existsSync(join(folder(), "feedback.yaml"))]).to.deep.equal(["", false]);
			expect(requests.map(({ operation }) => operation))
				.to.include("AdminListUserAuthEvents")
				.and.not.include("AdminUpdateAuthEventFeedback");
		});
	}
});
