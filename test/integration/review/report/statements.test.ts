import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { callCommand } from "../../../support/callCommand.ts";
import { cognito, signIn, user, withFeedback } from "../../../support/cognitoContent.ts";
import { commandEmulators } from "../../../support/command.ts";
import { poolId } from "../../../support/program.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const content = cognito(
	user(
		"alice",
		withFeedback(signIn("agreed"), "Invalid", "Admin"),
		withFeedback(signIn("disagreed"), "Valid", "Admin"),
		withFeedback(signIn("byTheUser"), "Invalid", "User"),
		withFeedback(signIn("ofItself"), "Valid", "Admin"),
		signIn("open"),
		withFeedback(signIn("unstated"), "Valid", "Admin"),
	),
);

const says = (eventId: string, wasMe: boolean, sameSession = false) =>
	JSON.stringify({ eventId, wasMe, at: "2026-11-20T09:12:00Z", sameSession });

describe("cognito-feedback report --statements", () => {
	const start = commandEmulators();
	const folder = temporaryFolder();

	async function report(...args: readonly string[]) {
		const { endpoint } = await start({ content });
		const at = ["--user-pool-id", poolId, "--endpoint", endpoint, "--no-cache"];
		return callCommand(["report", ...at, ...args], { cwd: folder() });
	}

	it("counts how often users and administrators agree, excluding statements of a session about itself", async () => {
		const path = join(folder(), "said.jsonl");
		const lines = [
			says("agreed", false),
			says("disagreed", false),
			says("byTheUser", false),
			says("ofItself", true, true),
			says("open", true),
			says("elsewhere", true),
		];
		writeFileSync(path, lines.join("\n"));
		const { out } = await report("--statements", path);
		expect(out).to.include("5. What users say");
		expect(out).to.match(/Me +0 +0 +1\n/);
		expect(out).to.match(/Not me +1 +1 +1\n/);
		expect(out).to.match(/Same session: no evidence +1 +0 +0\n/);
		expect(out).to.include("Users and administrators agree on 1 of 2 events (50.0 %).");
	});

	it("prints nothing about statements if there are none", async () => {
		expect((await report()).out).not.to.include("What users say");
	});
});
