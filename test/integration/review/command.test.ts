import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { callCommand } from "../../support/callCommand.ts";
import { cognito, manySignIns, signIn, user } from "../../support/cognitoContent.ts";
import { commandEmulators, runCommand, startCommand } from "../../support/command.ts";
import { readManifest } from "../../support/manifest.ts";
import { poolId } from "../../support/program.ts";

describe("cognito-feedback", () => {
	const start = commandEmulators();

	it("prints help with --help, exit code 0, as does each of its commands", async () => {
		const { code, out, err } = await runCommand(["--help"]);
		expect({ code, err }).to.deep.equal({ code: 0, err: "" });
		for (const command of ["events", "decide", "doctor", "emulator"]) {
			expect(out).to.match(new RegExp(`^  ${command} `, "m"));
			const help = await callCommand([command, "--help"]);
			expect({ code: help.code, err: help.err }).to.deep.equal({ code: 0, err: "" });
			expect(help.out).to.include(`Usage: cognito-feedback ${command} `);
		}
	});

	it("lists every option of a command in its help", async () => {
		const { out } = await callCommand(["events", "--help"]);
		for (const option of [
			..."user-pool-id username usernames-file risk type since unreviewed limit sort json".split(" "),
			..."region profile endpoint requests-per-second listing-requests-per-second request-timeout allow-plain-http".split(
				" ",
			),
		])
			expect(out).to.include(`--${option} `);
	});

	it("prints its version", async () => {
		const out = `${readManifest("review").version}\n`;
		expect(await runCommand(["--version"])).to.deep.equal({ code: 0, out, err: "" });
	});

	const pool = ["--user-pool-id", poolId];
	const alice = [...pool, "--username", "alice"];
	for (const [args, message] of [
		[[], "Usage: cognito-feedback [options] [command]"],
		[["event"], "unknown command 'event'"],
		[["events"], "required option '--user-pool-id <id>' not specified"],
		[["events", "--user-pool-id", "Test"], "expected a Region, `_` and letters or digits"],
		[["events", ...pool, "--username", "al ice"], "--username (not printed) has an invalid format"],
		[["decide", "e1", "Valid", ...pool, "--username", "al ice"], "--username (not printed) has an invalid"],
		[["events", ...pool, "--usernam=al ice"], "unknown option '--usernam'"],
		[["events", ...pool, "--colour"], "unknown option '--colour'"],
		[["events", ...pool, "--username", "john", "smith"], "Expected 0 arguments but got 1.\n"],
		[["events", ...pool, "--risk", "severe"], "Expected Low, Medium, High"],
		[["events", ...pool, "--sort", "oldest"], "Expected newest, riskiest"],
		[["events", ...pool, "--since", "yesterday"], "Expected an ISO 8601 time"],
		[["events", ...pool, "--limit", "0"], "Expected a whole number, 1 or more"],
		[["events", ...pool, "--endpoint", "localhost:4566"], "Expected an http or https URL"],
		[["events", ...pool, "--region", "Frankfurt"], "Expected the name of an AWS Region"],
		[["events", ...pool, "--requests-per-second", "0"], "from 0.1 to 10000"],
		[["events", ...pool, "--listing-requests-per-second", "fast"], "from 0.1 to 10000"],
		[["events", ...alice, "--usernames-file", "f"], "--username and --usernames-file cannot be combined"],
		[["decide", ...alice], "missing required argument 'event'"],
		[["decide", "e1", ...alice], "the last argument is not a feedback value; expected `Valid` or `Invalid`"],
		[["decide", "e1", "Maybe", ...alice], "expected `Valid` or `Invalid`"],
		[["decide", "e 1", "Valid", ...alice], "expected letters, digits, `_`, `+` and `-`"],
		[["decide", "--remove", "e1", "--note", "why"], "--remove and --note cannot be combined"],
		[["events", ...pool, "--output", "xml"], "Expected table, json, jsonl, csv"],
		[
			["decide", "e1", "Valid", ...alice, "--note", "\u001b[31mred"],
			"--note (not printed) contains characters that Pulumi cannot print",
		],
		[["emulator", "--port", "65536"], "Expected a whole number from 0 to 65535"],
		[["emulator", "--write-back"], "--write-back requires --file"],
		[["emulator", "--log-faults", "late=1"], "--log-faults requires --log-dir"],
		[["emulator", "--log-dir", ".", "--log-faults", "late=often"], "logFaults.late: expected a number"],
	] as const)
		it(`has exit code 2 for: ${["cognito-feedback", ...args].join(" ")}`, async () => {
			const { code, out, err } = await callCommand(args);
			expect({ code, out }).to.deep.equal({ code: 2, out: "" });
			expect(err).to.include(message);
			if (args.length > 0) expect(err).to.match(/^cognito-feedback: .*\(see --help\)\n$/s);
		});

	it("does not print a password in a URL", async () => {
		const url = "https://me:hunter2@example.com";
		const { code, err } = await runCommand(["events", ...pool, "--endpoint", url]);
		expect(code).to.equal(2);
		expect(err).to.include("expected an http or https URL, without a username or password");
		expect(err).not.to.include("hunter2");
	});

	it("sends nothing over plain HTTP to another machine, and prints how to allow it", async () => {
		const { code, err } = await callCommand(["events", ...pool, "--endpoint", "http://192.0.2.1"]);
		expect(code).to.equal(1);
		expect(err).to.include("over plain HTTP").and.to.include("`--allow-plain-http`");
		expect(err).not.to.match(/pulumi/i);
	});

	it("lets no control character of its arguments reach the terminal", async () => {
		const { code, err } = await callCommand(["events", ...pool, "--risk", "\u001b[31mHigh\u202E"]);
		expect(code).to.equal(2);
		expect(err).not.to.match(/[^\P{Cc}\n]|\u202E/u);
	});

	it("ends without an error when its reader closes the pipe", async () => {
		const { endpoint } = await start({ content: cognito(user("alice", ...manySignIns("e", 2_000))) });
		const child = startCommand(["events", ...pool, "--endpoint", endpoint]);
		let err = "";
		child.stderr.on("data", (data) => (err += data));
		await once(child.stdout, "data");
		child.stdout.destroy();
		const [code] = await once(child, "close");
		expect({ code, err }).to.deep.equal({ code: 0, err: "" });
	});

	describe("emulator", () => {
		it("runs a local Cognito for its other commands, until it is stopped", async () => {
			const folder = await mkdtemp(join(tmpdir(), "cognito-feedback-emulator-"));
			const file = join(folder, "users.json");
			writeFileSync(file, JSON.stringify(cognito(user("zoe", signIn("e1")))));
			const child = startCommand(["emulator", "--file", file]);
			try {
				const [line] = await once(child.stdout.setEncoding("utf8"), "data");
				const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? "";
				const env = { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint };
				const { out } = await runCommand(["events", ...pool], { env });
				expect(out).to.match(/ zoe .* e1\n/);
				child.kill("SIGTERM");
				const [code] = await once(child, "close");
				expect(code).to.equal(0);
			} finally {
				child.kill("SIGKILL");
				await rm(folder, { recursive: true });
			}
		});
	});
});
