import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { callCommand } from "../../support/callCommand.ts";
import { cognito, signIn, user } from "../../support/cognitoContent.ts";
import { commandEmulators } from "../../support/command.ts";
import { poolId } from "../../support/program.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const content = cognito(
	user(
		"alice",
		signIn("a4", { CreationDate: "2026-11-20T08:00:00Z" }),
		signIn("a3", { CreationDate: "2026-11-19T08:00:00Z" }),
		signIn("a2", { CreationDate: "2026-11-18T08:00:00Z" }),
		signIn("a1", { CreationDate: "2026-11-17T08:00:00Z" }),
	),
);

const at = "2026-11-20T09:12:00.000Z";
const statements = [
	{ eventId: "a3", wasMe: true, at, sameSession: false },
	{ eventId: "a2", wasMe: true, at, sameSession: true },
	{ eventId: "a1", wasMe: false, at, sameSession: false },
	{ eventId: "elsewhere", wasMe: false, at, sameSession: false },
];

describe("cognito-feedback events --statements", () => {
	const start = commandEmulators();
	const folder = temporaryFolder();

	async function events(text: string, ...args: readonly string[]) {
		const { endpoint } = await start({ content });
		const path = join(folder(), "said.jsonl");
		writeFileSync(path, text);
		const all = ["events", "--user-pool-id", poolId, "--endpoint", endpoint, "--statements", path, ...args];
		return { path, ...(await callCommand(all, { cwd: folder() })) };
	}

	const file = statements.map((each) => JSON.stringify(each)).join("\n");

	async function ids(...args: readonly string[]): Promise<string[]> {
		const { out, err } = await events(file, "--json", ...args);
		expect(err).to.equal("");
		return JSON.parse(out).map(({ eventId }: { eventId: string }) => eventId);
	}

	it("shows the user's statement beside the event, and marks one of the same session as no evidence", async () => {
		const { out } = await events(file);
		const says = out.split("\n").map((line) => /(?:USER SAYS|(?:not )?me, .*?)(?= {2})/.exec(line)?.[0]);
		expect(says).to.deep.equal([
			"USER SAYS",
			undefined,
			"me, 20 Nov 09:12",
			"me, 20 Nov 09:12 (same session, no evidence)",
			"not me, 20 Nov 09:12",
			undefined,
		]);
	});

	it("shows no column if these events have no statements", async () => {
		const { out } = await events(JSON.stringify(statements[3]));
		expect(out).not.to.include("USER SAYS");
	});

	for (const [says, expected] of [
		["me", ["a3"]],
		["not-me", ["a1"]],
		["anything", ["a3", "a2", "a1"]],
	] as const)
		it(`filters by statements, except those of the same session (${says})`, async () => {
			expect(await ids("--user-says", says)).to.deep.equal(expected);
			expect(await ids("--user-says", says, "--limit", "1")).to.deep.equal(expected.slice(0, 1));
		});

	it("sorts by statements: `not me` first, `me` last", async () => {
		expect(await ids("--sort", "not-me")).to.deep.equal(["a1", "a4", "a2", "a3"]);
	});

	it("prints statements as JSON and CSV", async () => {
		const { out: json } = await events(file, "--json", "--user-says", "not-me");
		expect(JSON.parse(json)[0].statement).to.deep.equal({
			wasMe: false,
			at: "2026-11-20T09:12:00Z",
			sameSession: false,
		});
		const { out: csv } = await events(file, "--output", "csv");
		expect(csv.split("\n").map((line) => line.split(",").slice(-3).join())).to.deep.equal([
			"userSays,userSaidAt,sameSession",
			",,",
			"me,2026-11-20T09:12:00Z,false",
			"me,2026-11-20T09:12:00Z,true",
			"not me,2026-11-20T09:12:00Z,false",
			"",
		]);
	});

	it("counts invalid lines, and names the first ones", async () => {
		const { code, err, path } = await events(`${file}\n{}\nno JSON\n`);
		expect(code).to.equal(0);
		expect(err.split("\n")).to.deep.equal([
			`cognito-feedback: ${path}:5: skipped: no valid \`eventId\``,
			`cognito-feedback: ${path}:6: skipped: not a JSON object`,
			`cognito-feedback: ${path}: read 4 statements, skipped 2 lines`,
			"",
		]);
	});

	it("keeps no statement in the event store", async () => {
		await events(file);
		const { endpoint } = await start({ content });
		const { out } = await callCommand(["events", "--user-pool-id", poolId, "--endpoint", endpoint, "--json"]);
		expect(out).not.to.include("statement");
	});

	it("fails for a missing file, and for a filter without statements", async () => {
		const pool = ["events", "--user-pool-id", poolId, "--endpoint", "http://127.0.0.1:9"];
		const missing = await callCommand([...pool, "--statements", "missing.jsonl"], { cwd: folder() });
		expect([missing.code, missing.err]).to.deep.equal([
			1,
			"cognito-feedback: could not read the statements in missing.jsonl (ENOENT)\n",
		]);
		const without = await callCommand([...pool, "--user-says", "me"], { cwd: folder() });
		expect([without.code, without.err]).to.deep.equal([
			2,
			"cognito-feedback: `--user-says` requires `--statements <path>` (see --help)\n",
		]);
	});
});
