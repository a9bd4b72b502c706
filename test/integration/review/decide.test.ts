import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { EmulatorError, type EmulatorOptions } from "pulumi-cognito-feedback/emulator";
import { callCommand } from "../../support/callCommand.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { commandEmulators, runCommand } from "../../support/command.ts";
import { countingServers } from "../../support/countingServer.ts";
import { poolId } from "../../support/program.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const content = cognito(user("alice", ...signIns("berlin", "lagos")), user("bob"));
const evidence = [
	"    evidence:",
	"      source: api",
	"      type: SignIn",
	"      time: 2026-11-20T08:14Z",
	"      riskLevel: High",
	"      riskDecision: AccountTakeover",
	"      ipAddress: 203.0.113.7",
	"      city: Berlin",
	"      country: Germany",
	"      device: Chrome 141, Windows 11",
	"",
].join("\n");

describe("cognito-feedback decide", () => {
	const start = commandEmulators();
	const counting = countingServers();
	const folder = temporaryFolder();
	const file = () => readFileSync(join(folder(), "feedback.yaml"), "utf8");

	async function decide(args: readonly string[], options: EmulatorOptions = {}) {
		const emulator = await start({ content, ...options });
		const run = await callCommand(["decide", ...args, "--endpoint", emulator.endpoint], { cwd: folder() });
		return { ...run, requests: emulator.requests };
	}
	const alice = ["--user-pool-id", poolId, "--username", "alice"];

	it("creates the file with the looked-up evidence, prints the diff, and submits nothing", async () => {
		const { code, out, err, requests } = await decide([
			"berlin",
			"Valid",
			...alice,
			"--note",
			"TICKET-1: sick",
		]);
		expect({ code, err }).to.deep.equal({ code: 0, err: "" });
		const text = `userPoolId: ${poolId}\ndecisions:\n  berlin:\n    username: alice\n    feedbackValue: Valid\n    note: "TICKET-1: sick"\n${evidence}`;
		expect(file()).to.equal(text);
		const added = text.trimEnd().split("\n");
		expect(out).to.equal(
			`--- /dev/null\n+++ feedback.yaml\n@@ -0,0 +1,16 @@\n${added.map((line) => `+${line}\n`).join("")}`,
		);
		expect(requests.map(({ operation }) => operation)).to.deep.equal(["AdminListUserAuthEvents"]);
	});

	it("adds to an existing file, uses its pool, and keeps its formatting and comments", async () => {
		const before = `# ours\nuserPoolId: ${poolId}\ndecisions:\n  berlin: # see mail\n    username: alice\n    feedbackValue: Valid\n`;
		writeFileSync(join(folder(), "feedback.yaml"), before);
		const { code, out } = await decide(["lagos", "Invalid", "--username", "alice"]);
		expect(code).to.equal(0);
		const added = `  lagos:\n    username: alice\n    feedbackValue: Invalid\n${evidence}`;
		expect(file()).to.equal(before + added);
		expect(out).to.include("   berlin: # see mail\n").and.to.include("+  lagos:\n");
		expect(out).not.to.match(/^-[^-]/m);
	});

	it("changes a value and keeps its note, and removes the note if the new one is empty", async () => {
		await decide(["berlin", "Valid", ...alice, "--note", "TICKET-1"]);
		const changed = await decide(["berlin", "Invalid", ...alice]);
		expect(changed.out).to.include("-    feedbackValue: Valid\n+    feedbackValue: Invalid\n");
		expect(file()).to.include("feedbackValue: Invalid\n    note: TICKET-1\n");
		await decide(["berlin", "Invalid", ...alice, "--note", ""]);
		expect(file()).not.to.include("note");
	});

	it("reports a decision that is already in the file", async () => {
		await decide(["berlin", "Valid", ...alice]);
		const { code, out } = await decide(["berlin", "Valid", ...alice]);
		expect({ code, out }).to.deep.equal({ code: 0, out: "feedback.yaml already contains this decision.\n" });
	});

	for (const [what, args, message] of [
		[
			"an event that does not exist",
			["nowhere", "Valid", ...alice],
			"event nowhere in user pool eu-central-1_Test does not exist: searched all 2 events",
		],
		[
			"another user's event",
			["berlin", "Valid", "--user-pool-id", poolId, "--username", "bob"],
			"Cognito lists no events for the user",
		],
		[
			"a user that does not exist",
			["berlin", "Valid", "--user-pool-id", poolId, "--username", "nobody"],
			"has no user with this username",
		],
		[
			"a pool that does not exist",
			["berlin", "Valid", "--user-pool-id", "eu-central-1_No", "--username", "alice"],
			"could not find the user pool",
		],
		[
			"no pool, and no file that names one",
			["berlin", "Valid", "--username", "alice"],
			"feedback.yaml: file not found; add `--user-pool-id <id>` to create it",
		],
	] as const)
		it(`fails for ${what}, and writes nothing`, async () => {
			const { code, out, err } = await decide(args);
			expect({ code, out }).to.deep.equal({ code: 1, out: "" });
			expect(err)
				.to.match(/^cognito-feedback: [^\n]+\n$/)
				.and.to.include(message);
			expect(err).not.to.match(/nobody|alice/);
			expect(existsSync(join(folder(), "feedback.yaml"))).to.equal(false);
		});

	it("fails if the credentials may not list events, and names the missing permission", async () => {
		const { code, err } = await decide(["berlin", "Valid", ...alice], {
			onRequest: () => {
				throw new EmulatorError("AccessDeniedException", "not you");
			},
		});
		expect(code).to.equal(1);
		expect(err).to.include("Grant the IAM action cognito-idp:AdminListUserAuthEvents on arn:aws:");
	});

	it("fails with every mistake of a malformed file and its place, and does not change the file", async () => {
		const wrong = `userPoolId: ${poolId}\ndecisions:\n  e1: { username: alice, feedbackValue: valid }\n  e2: 1\n`;
		writeFileSync(join(folder(), "feedback.yaml"), wrong);
		const { code, err, requests } = await decide(["berlin", "Valid", ...alice]);
		expect(code).to.equal(1);
		expect(err).to.match(
			/^cognito-feedback: feedback\.yaml:3:41: `feedbackValue` .*\nfeedback\.yaml:4:7: decision "e2"/,
		);
		expect(file()).to.equal(wrong);
		expect(requests).to.deep.equal([]);
	});

	it("rejects a file for another pool", async () => {
		writeFileSync(join(folder(), "feedback.yaml"), "userPoolId: eu-central-1_Other\ndecisions:\n");
		const { code, err } = await decide(["berlin", "Valid", ...alice]);
		expect(code).to.equal(1);
		expect(err).to.include("feedback.yaml: the file holds decisions for user pool eu-central-1_Other");
	});

	describe("for a replica, which has the ID of its primary", () => {
		const replica = ["--region", "us-west-2"];
		const decided = `userPoolId: ${poolId}\nregion: us-west-2\ndecisions:\n  berlin:\n    username: alice\n    feedbackValue: Valid\n`;

		it("writes its Region into a new file", async () => {
			expect(await decide(["berlin", "Valid", ...alice, ...replica])).to.include({ code: 0 });
			expect(file()).to.include(`userPoolId: ${poolId}\nregion: us-west-2\n`);
		});

		it("rejects a file for another Region, before any request", async () => {
			writeFileSync(join(folder(), "feedback.yaml"), decided.replace("region: us-west-2\n", ""));
			const { code, err, requests } = await decide(["lagos", "Valid", ...alice, ...replica]);
			expect(code).to.equal(1);
			expect(err).to.include("the file holds decisions for Region eu-central-1, not us-west-2");
			expect(requests).to.have.length(0);
		});

		it("looks events up in the Region of the file", async () => {
			writeFileSync(join(folder(), "feedback.yaml"), decided);
			const server = await counting();
			const args = ["decide", "lagos", "Valid", "--username", "alice", "--endpoint", server.endpoint];
			expect(await callCommand(args, { cwd: folder() })).to.include({ code: 1 });
			expect(server.requests[0]?.authorization).to.include("/us-west-2/");
		});
	});

	it("writes the file of the option", async () => {
		await decide(["berlin", "Valid", ...alice, "--file", "other.yaml"]);
		expect(readFileSync(join(folder(), "other.yaml"), "utf8")).to.include("berlin:");
		expect(existsSync(join(folder(), "feedback.yaml"))).to.equal(false);
	});

	describe("for scripts", () => {
		const berlin = `userPoolId: ${poolId}\ndecisions:\n  berlin:\n    username: alice\n    feedbackValue: Valid\n`;
		const write = (text: string) => writeFileSync(join(folder(), "feedback.yaml"), text);

		it("accepts several events, prefixes of their IDs, and the value in lower case", async () => {
			const { code, err, requests } = await decide(["ber", "lagos", "invalid", ...alice]);
			expect({ code, err }).to.deep.equal({ code: 0, err: "" });
			expect(file()).to.match(
				/ {2}berlin:\n.*\n {4}feedbackValue: Invalid\n[\s\S]* {2}lagos:\n.*\n {4}feedbackValue: Invalid\n/,
			);
			expect(requests).to.have.length(1);
		});

		it("reads event IDs from standard input", async () => {
			const { endpoint } = await start({ content });
			const args = ["decide", "-", "Valid", ...alice, "--endpoint", endpoint];
			const { code, err } = await runCommand(args, { cwd: folder(), input: "berlin\tlagos\r\n" });
			expect({ code, err }).to.deep.equal({ code: 0, err: "" });
			expect(file()).to.include("  berlin:\n").and.to.include("  lagos:\n");
		});

		it("takes the user from the file", async () => {
			write(berlin);
			const { code, err } = await decide(["berl", "Invalid"]);
			expect({ code, err }).to.deep.equal({ code: 0, err: "" });
			expect(file()).to.include("    username: alice\n    feedbackValue: Invalid\n");
			const other = await decide(["lagos", "Invalid"]);
			expect(other.code).to.equal(1);
			expect(other.err).to.include("has no decision on event lagos").and.to.include("--username <name>");
		});

		it("writes nothing in a dry run", async () => {
			write(berlin);
			const { code, out } = await decide(["berlin", "Invalid", "--dry-run"]);
			expect(code).to.equal(0);
			expect(out).to.include("+    feedbackValue: Invalid\n");
			expect(file()).to.equal(berlin);
		});

		it("removes decisions without a request", async () => {
			write(berlin);
			const { code, out, requests } = await decide(["--remove", "berl"]);
			expect({ code, requests }).to.deep.equal({ code: 0, requests: [] });
			expect(out).to.include("-  berlin:\n");
			expect(file()).to.equal(`userPoolId: ${poolId}\ndecisions:\n`);
		});

		it("writes nothing if one of the events is not found or ambiguous, and names each", async () => {
			const two = cognito(user("alice", ...signIns("lagos-1", "lagos-2", "berlin")));
			const { code, err } = await decide(["berlin", "lagos", "oslo", "Valid", ...alice], { content: two });
			expect(code).to.equal(1);
			expect(err).to.include("event lagos is ambiguous: lagos-1, lagos-2; use a longer prefix of the ID");
			expect(err).to.include("event oslo in user pool");
			expect(existsSync(join(folder(), "feedback.yaml"))).to.equal(false);
		});

		for (const args of [
			["berlin"],
			["Valid"],
			["berlin", "Maybe"],
			["--remove", "berlin", "Valid"],
			["b c", "Valid"],
		])
			it(`has exit code 2 for ${args.join(" ")}`, async () => {
				const { code, requests } = await decide([...args, ...alice]);
				expect({ code, requests }).to.deep.equal({ code: 2, requests: [] });
			});
	});
});
