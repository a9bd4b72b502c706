import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect } from "chai";
import type { Reading } from "#review/store/index";
import { logLine, logPool } from "../../../support/logLines.ts";
import { memoryStore } from "../../../support/memoryStore.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

describe("Exported lines", () => {
	const folder = temporaryFolder();
	const store = memoryStore(logPool);

	async function read(...contents: readonly (string | Buffer)[]): Promise<Reading> {
		const paths = contents.map((content, index) => {
			const path = join(folder(), `part [${index}]*`);
			writeFileSync(path, content);
			return path;
		});
		return store().addFiles(paths, { source: "files" });
	}

	async function ids(): Promise<string[]> {
		const rows = await store().rows<{ event_id: string }>("SELECT event_id FROM events ORDER BY event_id");
		return rows.map(({ event_id }) => event_id);
	}

	it("become typed events", async () => {
		expect(
			await read(`${logLine({ riskLevel: "High", riskDecision: "ACCOUNT_TAKEOVER" })}\n`),
		).to.deep.include({
			lines: 1,
			events: 1,
			skipped: {},
			complete: true,
		});
		expect(await store().rows("SELECT * EXCLUDE (user_key, ip_number, position) FROM events")).to.deep.equal([
			{
				event_id: "1b6a8a2f-0000-4000-8000-000000000001",
				username: "alice",
				user_sub: "5d8a9c1e-0000-4000-8000-00000000000a",
				time: new Date("2026-11-18T10:26:40Z"),
				type: "SignIn",
				response: "Pass",
				risk_decision: "AccountTakeover",
				risk_level: "High",
				compromised: false,
				ip: "203.0.113.7",
				network: "203.0.113.0/24",
				device: "Chrome 141, Windows 11",
				city: "Berlin",
				country: "Germany",
				time_zone: null,
				client_id: "4uexampleclient",
				idp_name: null,
				has_context: true,
				challenges: ["Password: Success"],
				feedback_value: null,
				feedback_provider: null,
				feedback_time: null,
				source: "log",
			},
		]);
	});

	it("may have a challenge that begins like an object and is not one", async () => {
		expect(await read(logLine({ challenges: ["{", "Password:Success"] }))).to.deep.include({ events: 1 });
		expect(await store().rows("SELECT challenges FROM events")).to.deep.equal([
			{ challenges: ["{", "Password: Success"] },
		]);
	});

	const line = (eventId: string) => logLine({ eventId });
	const batch = (...messages: readonly string[]) =>
		JSON.stringify({
			messageType: "DATA_MESSAGE",
			logGroup: "group",
			logEvents: messages.map((message, id) => ({ id, timestamp: 1, message })),
		});
	const forms: Readonly<Record<string, (one: string, other: string) => string | Buffer>> = {
		"a line each": (one, other) => `${one}\n${other}\n`,
		"lines of Windows, some empty": (one, other) => `${one}\r\n\r\n  \n${other}`,
		"one after the other": (one, other) => `${one}${other}`,
		"with spaces between": (one, other) => `${one} ${other}\n`,
		"a JSON array": (one, other) => `[${one},${other}]`,
		"a JSON array over lines": (one, other) => `[\n${one},\n${other}\n]\n`,
		"indented JSON": (one, other) =>
			[one, other].map((each) => JSON.stringify(JSON.parse(each), null, 2)).join("\n"),
		"an indented JSON array": (one, other) =>
			JSON.stringify(
				[one, other].map((each) => JSON.parse(each)),
				null,
				2,
			),
		"with a time in front": (one, other) =>
			`2026-11-18T10:26:40.000Z ${one}\n2026-11-18T10:26:41.000Z\t${other}\n`,
		"with a byte order mark": (one, other) => `\uFEFF${one}\n${other}\n`,
		"a CloudWatch batch": (one, other) => batch(one, other),
		"CloudWatch batches one after the other": (one, other) => batch(one) + batch(other),
		"messages in a string": (one, other) =>
			[one, other].map((message) => JSON.stringify({ timestamp: 1, message })).join("\n"),
		"messages in a string, in a batch": (one, other) => batch(JSON.stringify({ message: one }), other),
		"messages without what is around them": (one, other) =>
			[one, other].map((each) => JSON.stringify(JSON.parse(each).message)).join("\n"),
		gzip: (one, other) => gzipSync(`${one}\n${other}\n`),
		"gzip of several parts": (one, other) => Buffer.concat([gzipSync(`${one}\n`), gzipSync(`${other}\n`)]),
		"gzip of an indented array": (one, other) => gzipSync(`[\n  ${one},\n  ${other}\n]`),
		zstd: (one, other) => zstdCompressSync(`${one}\n${other}\n`),
	};
	for (const [name, form] of Object.entries(forms))
		it(`are read in the form "${name}"`, async () => {
			const reading = await read(form(line("e1"), line("e2")));
			expect(await ids()).to.deep.equal(["e1", "e2"]);
			expect(reading).to.deep.include({ lines: 2, events: 2, skipped: {}, failures: [] });
		});

	it("after a truncated one are read, wherever it is cut", async () => {
		const whole = line("cut");
		const lines = Array.from({ length: whole.length - 2 }, (_, at) => [
			line(`one${at}`),
			whole.slice(0, at + 1),
			line(`two${at}`),
			line(`three${at}`),
		]);
		const reading = await read(`${lines.flat().join("\n")}\n`);
		expect(reading).to.deep.include({
			lines: 4 * lines.length,
			events: 3 * lines.length,
			skipped: { broken: lines.length },
		});
	});

	it("that are not events are counted by reason", async () => {
		const reading = await read(
			[
				line("e1"),
				"not JSON",
				line("e2").slice(0, -30),
				"{}",
				'{"message":{"eventId":""}}',
				JSON.stringify({ eventSource: "USER_NOTIFICATION", message: { details: "SES" } }),
				logLine({ eventId: "e3" }, { eventSource: "USER_NOTIFICATION" }),
				logLine({ eventId: "e4", userPoolId: "eu-central-1_Other" }),
				`{"message":{"eventId":"bad\\ud800","userName":"x"}}`,
				"[1, 2]",
			].join("\n"),
		);
		expect(await ids()).to.deep.equal(["bad\uFFFD", "e1"]);
		expect(reading.skipped).to.deep.equal({ broken: 2, noEvent: 4, otherSource: 2, otherPool: 1 });
		expect(reading.lines).to.equal(11);
	});

	it("of a damaged file are skipped, and the others read", async () => {
		const reading = await read(Buffer.from([0x1f, 0x8b, 9, 9]), line("e2"));
		expect(await ids()).to.deep.equal(["e2"]);
		expect(reading.complete).to.equal(false);
		expect(reading.failures.map(({ place }) => place)).to.deep.equal([join(folder(), "part [0]*")]);
	});

	for (const [name, cut] of Object.entries({
		"gzip that is cut off": (text: string) => gzipSync(text).subarray(0, -200),
		"gzip with garbage in it": (text: string) => gzipSync(text).fill(7, 300, 400),
		"a head of gzip and garbage": () => Buffer.from([0x1f, 0x8b, 8, 0, ...Buffer.alloc(50, 0xff)]),
		"zstd that is cut off": (text: string) => zstdCompressSync(text).subarray(0, -200),
	}))
		it(`in ${name} are read as far as possible, reported, and read again`, async () => {
			const text = Array.from({ length: 400 }, (_, at) => `${line(`e${at}-${Math.sin(at)}`)}\n`).join("");
			for (const _ of [1, 2]) {
				const reading = await read(cut(text), line("last"));
				expect(reading.failures).to.deep.equal([{ place: join(folder(), "part [0]*"), reason: "damaged" }]);
				expect(reading.complete).to.equal(false);
			}
			expect(await ids()).to.include("last");
		});

	it("among a megabyte of empty lines are read", async () => {
		const reading = await read(`${line("e1")}${"\n".repeat(1_000_000)}${line("e2")}\ncut`);
		expect(reading).to.deep.include({ lines: 3, events: 2, skipped: { broken: 1 } });
	});

	it("are read only once", async () => {
		const content = line("e1");
		await read(content);
		expect(await store().addFiles([join(folder(), "part [0]*")], { source: "files" })).to.deep.include({
			lines: 0,
			unchanged: 1,
		});
	});
});
