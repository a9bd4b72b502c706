import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { generateSignIns, LineWriter } from "../../../workbench/logs/index.ts";
import { callCommand } from "../../support/callCommand.ts";
import { commandEmulators, runCommand, startCommand } from "../../support/command.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

describe("cognito-feedback review", () => {
	const emulators = commandEmulators();
	const folder = temporaryFolder();
	const file = () => join(folder(), "feedback.yaml");
	const pool = "eu-central-1_Quickstrt";

	function at(endpoint: string): string[] {
		return ["--endpoint", endpoint, "--file", file()];
	}

	/** The IDs of the pool's events, newest first. */
	async function eventsOf(endpoint: string): Promise<string[]> {
		const args = ["events", "--endpoint", endpoint, "--user-pool-id", pool, "--output", "json"];
		const { out } = await runCommand(args);
		return JSON.parse(out).map(({ eventId }: { eventId: string }) => eventId);
	}

	/** Starts the command, and waits until it has printed the page's address. */
	async function serving(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
		const child = startCommand(["review", ...args], { env });
		const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
		const next = async () => (await lines.next()).value ?? "";
		const said = await next();
		const url = await next();
		return {
			said,
			url,
			next,
			async stop() {
				const closed = once(child, "close");
				child.kill("SIGINT");
				const [code] = await closed;
				return code;
			},
		};
	}

	it("serves the events of all users, writes the file on a save, submits nothing to Cognito, and ends with Ctrl-C", async () => {
		const { endpoint, requests } = await emulators();
		const command = await serving([...at(endpoint), "--user-pool-id", pool, "--no-open"]);
		try {
			expect(command.said).to.equal("22 events of 5 users to review; press Ctrl-C to stop:");
			const { session, count, update } = await (await fetch(`${command.url}open`)).json();
			expect(count).to.equal(22);
			const post = (what: string, body: object) =>
				fetch(`${command.url}${what}`, {
					method: "POST",
					headers: { origin: new URL(command.url).origin, "content-type": "application/json" },
					body: JSON.stringify({ session, ...body }),
				});
			const { eventId, row, position } = update.current;
			const action = { kind: "decide", value: "Valid" };
			await post("act", { action, current: { row, position }, range: { offset: 0, count: 9 } });
			expect((await post("save", {})).status).to.equal(200);
			expect(await command.next()).to.equal(`Saved: ${file()} has 1 decision.`);
			expect(readFileSync(file(), "utf8"))
				.to.include(eventId)
				.and.to.include("evidence:\n      source: api\n");
			expect(requests.map(({ operation }) => operation)).not.to.include("AdminUpdateAuthEventFeedback");
		} finally {
			expect(await command.stop()).to.equal(0);
		}
		expect(
			await fetch(command.url).then(
				() => "responds",
				() => "gone",
			),
		).to.equal("gone");
	});

	it("generates the page's report from the store, the saved file, users' statements and risk configurations", async () => {
		const { endpoint } = await emulators();
		const [event] = await eventsOf(endpoint);
		const statements = join(folder(), "statements.jsonl");
		const said = { eventId: event, wasMe: true, at: "2026-11-20T09:12:00Z", sameSession: false };
		writeFileSync(statements, JSON.stringify(said));
		const strict = join(folder(), "strict.yaml");
		writeFileSync(strict, "high: block\n");
		const args = [...at(endpoint), "--user-pool-id", pool, "--no-open"];
		const command = await serving([...args, "--statements", statements, "--risk-config", strict]);
		try {
			const { session, update, hasReport } = await (await fetch(`${command.url}open`)).json();
			expect(hasReport).to.equal(true);
			const post = (what: string, body: object) =>
				fetch(`${command.url}${what}`, {
					method: "POST",
					headers: { origin: new URL(command.url).origin, "content-type": "application/json" },
					body: JSON.stringify({ session, ...body }),
				});
			const { row, position, eventId } = update.current;
			expect(eventId).to.equal(event);
			const action = { kind: "decide", value: "Valid" };
			await post("act", { action, current: { row, position }, range: { offset: 0, count: 9 } });
			await post("save", {});
			const { address } = await (await post("report", {})).json();
			const report = await (await fetch(`${command.url}${address}`)).text();
			expect(report).to.include(">strict.yaml</th>");
			expect(report).to.include("Users and administrators agree on 1 of 1 event (100.0 %)");
		} finally {
			await command.stop();
		}
	});

	it("uses the pool of the file, and lists only the requested users and period", async () => {
		const { endpoint } = await emulators();
		writeFileSync(file(), `userPoolId: ${pool}\ndecisions: {}\n`);
		for (const [time, events] of [
			[["--since", "2026-11-19"], "2 events"],
			[["--until", "2026-11-19"], "3 events"],
		] as const) {
			const command = await serving([...at(endpoint), "--username", "alice", ...time, "--no-open"]);
			try {
				expect(command.said).to.equal(`${events} of 1 user to review; press Ctrl-C to stop:`);
			} finally {
				await command.stop();
			}
		}
	});

	it("shows the events of truncated logs, warns that others are missing, and looks up opened events in Cognito", async () => {
		const { endpoint, requests } = await emulators();
		const logs = join(folder(), "logs");
		mkdirSync(logs);
		const lines = [
			...new LineWriter({ userPoolId: pool, seed: 1 }).all(generateSignIns({ events: 30, seed: 1 })),
		];
		writeFileSync(join(logs, "one.log"), lines.join("\n"));
		writeFileSync(join(logs, "two.zst"), Buffer.from("\x28\xb5\x2f\xfdcut off here", "latin1"));
		const from = ["--from", logs, "--user-pool-id", pool, "--no-open", "--blind"];
		const command = await serving([...at(endpoint), ...from]);
		try {
			expect(command.said).to.match(/^30 events of \d+ users to review/);
			const { session, notices, blind, update } = await (await fetch(`${command.url}open`)).json();
			expect(blind).to.equal(true);
			expect(notices).to.have.length(1);
			expect(notices[0]).to.match(/^Incomplete: the source .* could not be read/);
			const response = await fetch(`${command.url}lookup`, {
				method: "POST",
				headers: { origin: new URL(command.url).origin, "content-type": "application/json" },
				body: JSON.stringify({ session, row: update.current.row }),
			});
			// This user does not exist in the emulator.
			expect(await response.json()).to.deep.equal({ kind: "missing" });
			expect(requests.map(({ operation }) => operation)).to.deep.equal(["AdminListUserAuthEvents"]);
		} finally {
			await command.stop();
		}
	});

	it("opens the page in the browser", async function () {
		// On other systems, no variable selects the browser.
		if (process.platform !== "linux") this.skip();
		const { endpoint } = await emulators();
		const opened = join(folder(), "opened");
		const opener = join(folder(), "my-browser");
		writeFileSync(opener, `#!/bin/sh\nprintf '%s' "$1" > ${opened}.new && mv ${opened}.new ${opened}\n`);
		chmodSync(opener, 0o755);
		const command = await serving([...at(endpoint), "--user-pool-id", pool], { BROWSER: opener });
		try {
			const patience = Date.now() + 20_000;
			while (!existsSync(opened) && Date.now() < patience) await fetch(`${command.url}open`);
			expect(readFileSync(opened, "utf8")).to.equal(command.url);
		} finally {
			await command.stop();
		}
	});

	for (const [signal, expected] of [
		["SIGINT", 130],
		["SIGTERM", 143],
	] as const)
		it(`ends at once with ${expected} on ${signal} while it lists`, async () => {
			const listing = Promise.withResolvers<void>();
			const never = Promise.withResolvers<void>();
			const { endpoint } = await emulators({
				onRequest: () => {
					listing.resolve();
					return never.promise as never;
				},
			});
			const child = startCommand(["review", ...at(endpoint), "--user-pool-id", pool, "--no-open"]);
			const closed = once(child, "close");
			try {
				await listing.promise;
				child.kill(signal);
				expect((await closed)[0]).to.equal(expected);
			} finally {
				never.resolve();
			}
		});

	it("names the missing option without a file or a pool, and reports a missing folder", async () => {
		const { endpoint, requests } = await emulators();
		const { code, err } = await callCommand(["review", ...at(endpoint), "--no-open"]);
		expect({ code, err }).to.deep.equal({
			code: 1,
			err: `cognito-feedback: ${file()}: file not found; add \`--user-pool-id <id>\` to create it\n`,
		});
		const nowhere = join(folder(), "nowhere", "feedback.yaml");
		const args = ["--endpoint", endpoint, "--user-pool-id", pool, "--no-open", "--file"];
		expect((await callCommand(["review", ...args, nowhere])).err).to.equal(
			`cognito-feedback: ${nowhere}: the folder ${join(folder(), "nowhere")} does not exist. Create it, or name another file.\n`,
		);
		symlinkSync(nowhere, file());
		expect((await callCommand(["review", ...args, file()])).err).to.include(
			"is a link to a file that does not exist",
		);
		expect(requests).to.deep.equal([]);
	});

	it("reports mistakes in the file before it lists anything", async () => {
		const { endpoint, requests } = await emulators();
		writeFileSync(file(), `userPoolId: ${pool}\ndecisions: 7\n`);
		const { code, err } = await runCommand(["review", ...at(endpoint), "--no-open"]);
		expect(code).to.equal(1);
		expect(err).to.include(`${file()}:2:`);
		expect(requests).to.deep.equal([]);
	});

	it("reports a port that is invalid or in use", async () => {
		const { endpoint } = await emulators();
		const args = ["review", ...at(endpoint), "--user-pool-id", pool, "--no-open", "--port"];
		expect((await runCommand([...args, "70000"])).code).to.equal(2);
		const { code, err } = await runCommand([...args, new URL(endpoint).port]);
		expect(code).to.equal(1);
		expect(err).to.match(/^cognito-feedback: Port \d+ on 127\.0\.0\.1 is in use\. Choose another/);
	});
});
