import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { listingHints } from "#review/terminal/exportHint";
import { callCommand } from "../../support/callCommand.ts";
import { cognito, signIn, user } from "../../support/cognitoContent.ts";
import { commandEmulators, runCommand } from "../../support/command.ts";
import { giveFeedback } from "../../support/giveFeedback.ts";
import { logLine, logPool } from "../../support/logLines.ts";
import { poolId } from "../../support/program.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const lines = [
	logLine({ eventId: "e1", riskLevel: "Low", creationDate: "Wed Nov 18 08:00:00 UTC 2026" }),
	logLine({
		eventId: "e2",
		riskLevel: "High",
		userName: "bob",
		userSub: "sub-b",
		ipAddress: "198.51.100.9",
		country: "France",
		clientId: "other",
		creationDate: "Thu Nov 19 08:00:00 UTC 2026",
	}),
	logLine({
		eventId: "e3",
		eventType: "SignUp",
		eventFeedbackValue: "Valid",
		creationDate: "Fri Nov 20 08:00:00 UTC 2026",
	}),
];

describe("cognito-feedback --from", () => {
	const start = commandEmulators();
	const folder = temporaryFolder();
	const cache = () => ({ COGNITO_FEEDBACK_CACHE: join(folder(), "cache") });

	beforeEach(() => {
		mkdirSync(join(folder(), "logs/2026/11"), { recursive: true });
		writeFileSync(join(folder(), "logs/2026/11/a.gz"), gzipSync(`${lines[0]}\n`));
		writeFileSync(join(folder(), "logs/b.json"), `${lines.slice(1).join("\n")}\nbroken\n`);
		writeFileSync(join(folder(), "logs/.hidden"), "nothing for us");
	});

	async function events(from: string, ...args: readonly string[]) {
		return callCommand(["events", "--user-pool-id", logPool, "--from", from, "--output", "jsonl", ...args], {
			cwd: folder(),
			env: cache(),
		});
	}

	const ids = (out: string): string[] =>
		out
			.split("\n")
			.filter(Boolean)
			.map((line) => JSON.parse(line).eventId);

	it("reads exported logs from a folder, a file or a glob, and reports skipped lines", async () => {
		const first = await events("logs");
		expect(ids(first.out)).to.deep.equal(["e3", "e2", "e1"]);
		expect(first.err).to.equal("cognito-feedback: read 4 lines: 3 events; skipped 1 broken\n");
		expect(first.code).to.equal(0);
		const again = await events("logs");
		expect(ids(again.out)).to.deep.equal(["e3", "e2", "e1"]);
		expect(again.err).to.equal(
			"cognito-feedback: read 0 lines: 0 events; 2 files unchanged since the last run\n",
		);
		expect(ids((await events("logs/**/*.gz", "--no-cache")).out)).to.deep.equal(["e1"]);
		expect(ids((await events("logs/b.json", "--no-cache")).out)).to.deep.equal(["e3", "e2"]);
	});

	it("reads standard input for `-`", async () => {
		const args = ["events", "--user-pool-id", logPool, "--from", "-", "--output", "jsonl", "--no-cache"];
		const { out, err } = await runCommand(args, { input: `${lines.join("\n")}\n` });
		expect(ids(out)).to.deep.equal(["e3", "e2", "e1"]);
		expect(err).to.equal("cognito-feedback: read 3 lines: 3 events\n");
	});

	for (const [args, expected] of [
		[
			["--since", "2026-11-19"],
			["e3", "e2"],
		],
		[["--until", "2026-11-19T08:00:00Z"], ["e1"]],
		[["--risk", "medium"], ["e2"]],
		[["--type", "signup"], ["e3"]],
		[["--user", "bob"], ["e2"]],
		[["--username", "sub-b"], ["e2"]],
		[["--ip", "198.51.100.0/24", "--ip", "192.0.2.1"], ["e2"]],
		[["--country", "france"], ["e2"]],
		[["--client", "other"], ["e2"]],
		[["--unreviewed"], ["e2", "e1"]],
		[["--limit", "1", "--sort", "riskiest"], ["e2"]],
		[["--risk", "low", "--country", "Germany"], ["e1"]],
	] as const)
		it(`supports ${args.join(" ")}`, async () => {
			expect(ids((await events("logs", "--no-cache", ...args)).out)).to.deep.equal(expected);
		});

	it("reports a file that could not be read, reads the others, and fails", async () => {
		writeFileSync(join(folder(), "logs/c.gz"), gzipSync(lines.join("\n").repeat(20)).subarray(0, 300));
		const { code, out, err } = await events("logs");
		expect(code).to.equal(1);
		expect(ids(out)).to.include.members(["e1", "e2", "e3"]);
		expect(err).to.match(/c\.gz: could not be read \(damaged/);
	});

	for (const [from, args, message] of [
		["nothing", [], "nothing: no such file or folder, and no file matches it as a pattern"],
		["logs", ["--ip", "1.2.3"], "Expected an IP address, or a network"],
		["logs", ["--keep", "soon"], "Expected days or weeks, such as 90d or 12w."],
		["logs", ["--client", ""], "Expected a text that is not empty."],
	] as const)
		it(`${from} ${args.join(" ")} fails with an explanation`, async () => {
			const { code, err, out } = await events(from, ...args);
			expect({ failed: code !== 0, out }).to.deep.equal({ failed: true, out: "" });
			expect(err).to.include(message);
		});

	it("stores events of the API too, and `forget` removes them all", async () => {
		const emulator = await start({ content: cognito(user("alice", signIn("a1"))) });
		const at = ["--user-pool-id", poolId, "--endpoint", emulator.endpoint, "--json"];
		expect(JSON.parse((await callCommand(["events", ...at], { env: cache() })).out)).to.have.length(1);
		await events("logs");
		expect(readdirSync(cache().COGNITO_FEEDBACK_CACHE)).to.have.length(2);
		const { out } = await callCommand(["forget"], { env: cache() });
		expect(out).to.equal(`Removed 2 event stores from ${cache().COGNITO_FEEDBACK_CACHE}.\n`);
		expect(readdirSync(cache().COGNITO_FEEDBACK_CACHE)).to.deep.equal([]);
		const again = await callCommand(["forget"], { env: cache() });
		expect(again.out).to.equal(`${cache().COGNITO_FEEDBACK_CACHE} has no event stores.\n`);
	});

	it("updates feedback given since the last run", async () => {
		const event = signIn("a1");
		const emulator = await start({ content: cognito(user("alice", event)) });
		const at = ["--user-pool-id", poolId, "--endpoint", emulator.endpoint, "--json", "--unreviewed"];
		expect(JSON.parse((await callCommand(["events", ...at], { env: cache() })).out)).to.have.length(1);
		await giveFeedback(emulator, { EventId: "a1", FeedbackValue: "Valid" });
		expect(JSON.parse((await callCommand(["events", ...at], { env: cache() })).out)).to.have.length(0);
	});

	it("lets `decide` find an event in logs with its user, and records the log as the source", async () => {
		const args = ["decide", "e2", "Invalid", "--user-pool-id", logPool, "--from", "logs", "--no-cache"];
		const { code, err } = await callCommand(args, { cwd: folder() });
		expect({ code, err }).to.deep.equal({
			code: 0,
			err: "cognito-feedback: read 4 lines: 3 events; skipped 1 broken\n",
		});
		const file = readFileSync(join(folder(), "feedback.yaml"), "utf8");
		expect(file).to.include(
			'  "e2":\n    username: bob\n    feedbackValue: Invalid\n    evidence:\n      source: log\n',
		);
		expect(file).not.to.include("clientId");
		const several = await callCommand(args.with(1, "e"), { cwd: folder() });
		expect(several.err).to.include("event e is ambiguous: e1, e2, e3");
		const missing = await callCommand(args.with(1, "nothing"), { cwd: folder() });
		expect(missing.err).to.include("event nothing was not found in logs");
	});
});

describe("Hints before a listing", () => {
	const start = commandEmulators();
	const users = Array.from({ length: 30 }, (_, at) => user(`u${at}`));

	async function hints(pool: object, pace: number, options: object = {}): Promise<string[]> {
		const content = cognito(...users);
		const emulator = await start({
			content: { UserPools: content.UserPools.map((each) => ({ ...each, ...pool })) },
			...options,
		});
		const access = {
			connection: { endpoint: emulator.endpoint },
			requestsPerSecond: 1,
			listingRequestsPerSecond: pace,
		};
		return listingHints(access, poolId, true);
	}

	const exported = (destination: object) => ({
		LogConfigurations: [{ LogLevel: "INFO", EventSource: "userAuthEvents", ...destination }],
	});

	it("estimate the duration of a long listing", async () => {
		expect(await hints({}, 2)).to.deep.equal(["listing about 30 users takes 15 seconds"]);
		expect(await hints({}, 40)).to.deep.equal([]);
	});

	it("name the source for the pool's exported events", async () => {
		const LogGroupArn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/cognito";
		expect(await hints(exported({ CloudWatchLogsConfiguration: { LogGroupArn } }), 40)).to.deep.equal([
			"this user pool exports its events: `--from logs:/aws/vendedlogs/cognito` reads them there",
		]);
		const S3Configuration = { BucketArn: "arn:aws:s3:::example-auth-events" };
		expect(await hints(exported({ S3Configuration }), 40)).to.deep.equal([
			"this user pool exports its events: `--from s3://example-auth-events` reads them there",
		]);
	});

	it("are omitted without the permissions that they need", async () => {
		const onRequest = () => {
			throw new EmulatorError("AccessDeniedException", "no");
		};
		expect(await hints({}, 1, { onRequest })).to.deep.equal([]);
	});
});
