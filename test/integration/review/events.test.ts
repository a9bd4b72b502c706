import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { callCommand } from "../../support/callCommand.ts";
import { cognito, signIn, user, withFeedback } from "../../support/cognitoContent.ts";
import { commandEmulators, runCommand } from "../../support/command.ts";
import { allowedBy } from "../../support/policy.ts";
import { poolId } from "../../support/program.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const rated = (RiskLevel: string, RiskDecision = "AccountTakeover") => ({
	EventRisk: { RiskLevel, RiskDecision, CompromisedCredentialsDetected: false },
});

const content = cognito(
	user(
		"alice",
		signIn("a3", { CreationDate: "2026-11-20T08:00:00Z", ...rated("Low") }),
		withFeedback(signIn("a2", { CreationDate: "2026-11-19T08:00:00Z", ...rated("High") }), "Valid", "User"),
		signIn("a1", { CreationDate: "2026-11-18T08:00:00Z", ...rated("Medium"), EventType: "ForgotPassword" }),
	),
	user("bob", signIn("b1", { CreationDate: "2026-11-19T20:00:00Z", ...rated("High", "Block") })),
	user("carol"),
);

describe("cognito-feedback events", () => {
	const start = commandEmulators();
	const folder = temporaryFolder();

	async function events(...args: readonly string[]) {
		const emulator = await start({ content });
		const at = ["--user-pool-id", poolId, "--endpoint", emulator.endpoint];
		const run = await callCommand(["events", ...at, ...args], { cwd: folder() });
		return { ...run, requests: emulator.requests };
	}

	async function ids(...args: readonly string[]): Promise<string[]> {
		const { code, out, err } = await events("--json", ...args);
		expect({ code, err }).to.deep.equal({ code: 0, err: "" });
		return JSON.parse(out).map(({ eventId }: { eventId: string }) => eventId);
	}

	it("prints a table of the events of all users, newest first", async () => {
		const { code, out, err, requests } = await events();
		expect({ code, err }).to.deep.equal({ code: 0, err: "" });
		const from = "203.0.113.7 Berlin Germany, Chrome 141, Windows 11";
		expect(out.split("\n")).to.deep.equal([
			`TIME               RISK                    EVENT           USER   FROM                                                FEEDBACK           EVENT ID`,
			`2026-11-20 08:00Z  Low AccountTakeover     SignIn          alice  ${from}                     a3`,
			`2026-11-19 20:00Z  High Block              SignIn          bob    ${from}                     b1`,
			`2026-11-19 08:00Z  High AccountTakeover    SignIn          alice  ${from}  Valid by the user  a2`,
			`2026-11-18 08:00Z  Medium AccountTakeover  ForgotPassword  alice  ${from}                     a1`,
			"",
		]);
		expect(requests.map(({ operation }) => operation).sort()).to.deep.equal([
			...Array(3).fill("AdminListUserAuthEvents"),
			"DescribeUserPool",
			"GetLogDeliveryConfiguration",
			"ListUsers",
		]);
		const operations = new Set<string>(requests.map(({ operation }) => operation));
		expect([...operations].sort()).to.deep.equal(allowedBy("review"));
	});

	it("prints the riskiest events first, blocked ones before allowed ones", async () => {
		expect(await ids("--sort", "riskiest")).to.deep.equal(["b1", "a2", "a1", "a3"]);
		expect(await ids("--sort", "riskiest", "--limit", "1", "--username", "alice")).to.deep.equal(["a2"]);
	});

	for (const [args, expected] of [
		[
			["--risk", "Medium"],
			["b1", "a2", "a1"],
		],
		[["--type", "ForgotPassword", "--type", "SignUp"], ["a1"]],
		[["--since", "2026-11-19T20:30+01:00", "--until", "2026-11-20T08:00Z"], ["b1"]],
		[
			["--since", "2026-11-19"],
			["a3", "b1", "a2"],
		],
		[["--unreviewed"], ["a3", "b1", "a1"]],
		[
			["--limit", "2"],
			["a3", "b1"],
		],
		[["--risk", "High", "--unreviewed", "--since", "2026-11-19T10:00:00Z"], ["b1"]],
		[["--username", "bob"], ["b1"]],
		[
			["--username", "bob", "--username", "alice", "--username", "bob", "--limit", "2"],
			["a3", "b1"],
		],
		[["--username", "carol"], []],
		[
			["--type", "signin", "--risk", "high"],
			["b1", "a2"],
		],
		[
			["--until", "2026-11-19T20:00:00Z"],
			["a2", "a1"],
		],
	] as const)
		it(`with ${args.join(" ")} lists ${expected.join(", ") || "nothing"}`, async () => {
			expect(await ids(...args)).to.deep.equal(expected);
		});

	it("reads usernames from a file, and from standard input", async () => {
		writeFileSync(join(folder(), "users.txt"), "\uFEFFbob\r\n\n  carol\nbob\n");
		expect(await ids("--usernames-file", "users.txt")).to.deep.equal(["b1"]);
		writeFileSync(join(folder(), "users.txt"), "bob\tcarol\r\n");
		expect(await ids("--usernames-file", "users.txt")).to.deep.equal(["b1"]);
		const emulator = await start({ content });
		const { out } = await runCommand(
			["events", "--user-pool-id", poolId, "--endpoint", emulator.endpoint, "--usernames-file", "-"],
			{ input: "bob\n" },
		);
		expect(out).to.match(/^TIME.*\n.* bob .* b1\n$/);
	});

	it("counts days, hours and weeks back from now", async () => {
		const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
		const recent = cognito(
			user("alice", ...[1, 3, 20].map((days) => signIn(`d${days}`, { CreationDate: ago(days) }))),
		);
		const emulator = await start({ content: recent });
		const at = ["--user-pool-id", poolId, "--endpoint", emulator.endpoint, "--output", "jsonl"];
		for (const [args, expected] of [
			[["--since", "48h"], ["d1"]],
			[["--since", "1w", "--until", "2d"], ["d3"]],
			[
				["--since", "30D"],
				["d1", "d3", "d20"],
			],
		] as const) {
			const { out } = await callCommand(["events", ...at, ...args]);
			const lines = out.trimEnd().split("\n");
			expect(lines.map((line) => JSON.parse(line).eventId)).to.deep.equal(expected);
		}
	});

	it("accepts an unknown type, with a warning", async () => {
		const { code, out, err } = await events("--type", "SigIn");
		expect({ code, out }).to.deep.equal({ code: 0, out: "No events.\n" });
		expect(err).to.include('event type "SigIn" is not one that this version knows (did you mean `SignIn`?)');
	});

	it("does not report that there are no events if the user could not be listed", async () => {
		const { code, out, err } = await events("--username", "nobody");
		expect({ code, out }).to.deep.equal({ code: 1, out: "" });
		expect(err).to.match(/^cognito-feedback: [^\n]*no user with this username[^\n]*\n$/);
	});

	it("prints JSON with every field, one event per line", async () => {
		const { out } = await events("--json", "--username", "alice", "--unreviewed");
		expect(out.split("\n")).to.have.length(5);
		expect(JSON.parse(out)[0]).to.deep.equal({
			username: "alice",
			eventId: "a3",
			type: "SignIn",
			time: "2026-11-20T08:00:00Z",
			response: "Pass",
			riskDecision: "AccountTakeover",
			riskLevel: "Low",
			compromisedCredentials: false,
			ipAddress: "203.0.113.7",
			device: "Chrome 141, Windows 11",
			city: "Berlin",
			country: "Germany",
			timeZone: "+01:00",
			challenges: ["Password: Success"],
		});
		expect((await events("--json", "--username", "carol")).out).to.equal("[]\n");
		expect((await events("--username", "carol")).out).to.equal("No events.\n");
	});

	it("lists the others if one user does not exist, reports which one, and fails", async () => {
		const { code, out, err } = await events("--username", "nobody", "--username", "bob");
		expect(code).to.equal(1);
		expect(out).to.include(" b1\n");
		expect(err).to.match(/^cognito-feedback: user 1 of 2: .*has no user with this username/);
		expect(err).not.to.include("nobody");
	});

	for (const [file, message] of [
		["bob\nal\0ice\n", "users.txt: is UTF-16, not UTF-8; save the file as UTF-8"],
		["bob\nal\u0007ice\n", "users.txt:2: the username has an invalid format"],
		["\n", "users.txt: is empty; expected usernames, such as one per line"],
		[Buffer.from("\uFEFFbob\n", "utf16le"), "users.txt: is UTF-16, not UTF-8; save the file as UTF-8"],
		[Buffer.from([0x62, 0xfc]), "users.txt: is not UTF-8; save the file as UTF-8"],
	] as const)
		it(`fails with ${JSON.stringify(file)} for usernames, and names the place`, async () => {
			writeFileSync(join(folder(), "users.txt"), file);
			const { code, err, requests } = await events("--usernames-file", "users.txt");
			expect(code).to.equal(1);
			expect(err).to.include(`cognito-feedback: ${message}`);
			expect(requests).to.deep.equal([]);
		});

	it("stops at once if the credentials may not list events, and reports it once", async () => {
		const Users = Array.from({ length: 200 }, (_, at) => user(`u${at}`));
		const emulator = await start({
			content: cognito(...Users),
			onRequest: ({ operation }) => {
				if (operation === "AdminListUserAuthEvents") throw new EmulatorError("AccessDeniedException", "no");
			},
		});
		const at = ["--user-pool-id", poolId, "--endpoint", emulator.endpoint];
		const { code, out, err } = await runCommand(["events", ...at]);
		expect({ code, out }).to.deep.equal({ code: 1, out: "" });
		expect(err).to.match(
			/^cognito-feedback: [^\n]*Grant the IAM action cognito-idp:AdminListUserAuthEvents[^\n]*\n$/,
		);
		expect(emulator.requests.length).to.be.lessThan(60);
	});

	it("reports that it could not reach the server, with advice on its own options", async () => {
		const emulator = await start({ content });
		await emulator.close();
		const at = ["--user-pool-id", poolId, "--endpoint", emulator.endpoint];
		const { code, err } = await callCommand(["events", ...at]);
		expect(code).to.equal(1);
		expect(err).to.include("could not reach the server (ECONNREFUSED)").and.to.include("`--endpoint`");
		expect(err).not.to.match(/pulumi/i);
	});

	it("lets no control character reach the terminal, in a table or in JSON", async () => {
		const hostile = "\u001b[2J\u009b31m\u202Egnp.exe\r\n";
		const context = { IpAddress: hostile, DeviceName: hostile, City: hostile, Country: hostile };
		const event = signIn("e1", { EventContextData: context, EventType: hostile, ...rated(hostile, hostile) });
		const emulator = await start({ content: cognito(user("alice", withFeedback(event, hostile, hostile))) });
		const at = ["--user-pool-id", poolId, "--endpoint", emulator.endpoint];
		const table = await callCommand(["events", ...at]);
		const json = await callCommand(["events", ...at, "--json"]);
		for (const { out, code } of [table, json]) {
			expect(code).to.equal(0);
			expect(out).to.include("gnp.exe");
			expect(out).not.to.match(/[^\P{Cc}\n]|[\u200E\u200F\u2028-\u202E\u2066-\u2069]/u);
		}
		expect(table.out.split("\n")).to.have.length(3);
	});

	it("uses colors if requested, and none in a pipe", async () => {
		const emulator = await start({ content });
		const args = ["events", "--user-pool-id", poolId, "--endpoint", emulator.endpoint];
		const plain = await runCommand(args);
		const forced = await runCommand(args, { env: { FORCE_COLOR: "1" } });
		const esc = String.fromCharCode(27);
		expect(plain.out).not.to.include(esc);
		expect(forced.out).to.include(`${esc}[31mHigh Block`);
		expect(forced.out.replaceAll(new RegExp(`${esc}\\[\\d+m`, "g"), "")).to.equal(plain.out);
	});
});
