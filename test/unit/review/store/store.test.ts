import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { nothingRead, openStore, removeStores, type Store, StoreError } from "#review/store/index";
import { pageEvent } from "../../../../workbench/pageEvents.ts";
import { logLine, logPool } from "../../../support/logLines.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const key = { userPoolId: logPool, region: "eu-central-1" };

describe("The store", () => {
	const folder = temporaryFolder();
	const root = () => join(folder(), "stores");
	const open = (options: object = {}) =>
		openStore(key, { cache: true, root: root(), patience: 0, ...options });

	function lines(name: string, ...messages: readonly Record<string, unknown>[]): string {
		const path = join(folder(), name);
		writeFileSync(path, messages.map((message) => `${logLine(message)}\n`).join(""));
		return path;
	}

	async function ids(store: Store): Promise<unknown[]> {
		const rows = await store.rows("SELECT event_id FROM events ORDER BY event_id");
		return rows.map(({ event_id }) => event_id);
	}

	/** The modes of all files in the folder, in the format of `ls`. */
	function modes(): Record<string, string> {
		const names = readdirSync(root(), { recursive: true, encoding: "utf8" });
		return Object.fromEntries(
			names.map((name) => [
				name.split("/").slice(1).join("/"),
				(statSync(join(root(), name)).mode & 0o777).toString(8),
			]),
		);
	}

	it("keeps events, in files that only their owner may read", async function () {
		if (process.platform === "win32") this.skip();
		const store = await open();
		await store.addFiles([lines("a.json", { eventId: "e1" })], { source: "files" });
		await store.addCoverage({
			source: "files",
			filter: "{}",
			reading: { lines: 1, events: 1, skipped: {}, failures: [], unchanged: 0, complete: true },
		});
		await store.rows("SET memory_limit = '30MB'");
		await store.rows("CREATE TEMP TABLE large AS SELECT md5(range::VARCHAR) AS text FROM range(1500000)");
		const seen = modes();
		expect(Object.keys(seen).filter((name) => name.startsWith("spill/"))).not.to.deep.equal([]);
		for (const [name, mode] of Object.entries(seen))
			expect(`${name} ${mode}`).to.match(/^(|spill) 700$|^.+ 600$/);
		expect(seen).to.include({ "events.duckdb": "600", "events.duckdb.wal": "600" });
		expect((statSync(root()).mode & 0o777).toString(8)).to.equal("700");
		await store.close();
		const again = await open();
		expect(await ids(again)).to.deep.equal(["e1"]);
		expect(await again.rows("SELECT source, lines_read, events, complete FROM coverage")).to.deep.equal([
			{ source: "files", lines_read: 1, events: 1, complete: true },
		]);
		await again.close();
	});

	it("restores the process's usual mode for new files", async function () {
		if (process.platform === "win32") this.skip();
		const before = process.umask();
		const store = await open();
		await store.close();
		expect(process.umask()).to.equal(before);
	});

	it("is one for each pool, Region and endpoint", async () => {
		for (const each of [key, { ...key, region: "eu-west-1" }, { ...key, endpoint: "http://127.0.0.1:1" }])
			await (await openStore(each, { cache: true, root: root() })).close();
		expect(readdirSync(root())).to.have.length(3);
	});

	it("leaves no files without a cache", async () => {
		const store = await openStore(key, { cache: false, root: root() });
		await store.addFiles([lines("a.json", { eventId: "e1" })], { source: "files" });
		const { folder: temporary } = store;
		expect(existsSync(temporary)).to.equal(true);
		await store.close();
		expect(existsSync(temporary)).to.equal(false);
		expect(existsSync(root())).to.equal(false);
	});

	for (const [name, spoil] of Object.entries({
		"a file that is no database": (path: string) => writeFileSync(path, "not a database ".repeat(1000)),
		"a database that is cut off": (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 5000)),
		"an empty file": (path: string) => writeFileSync(path, ""),
	}))
		it(`is rebuilt instead of ${name}`, async () => {
			const store = await open();
			await store.addFiles([lines("a.json", { eventId: "e1" })], { source: "files" });
			await store.close();
			spoil(join(store.folder, "events.duckdb"));
			const again = await open();
			expect(again.notice).to.equal("rebuilt");
			await again.addFiles([lines("a.json", { eventId: "e1" })], { source: "files" });
			expect(await ids(again)).to.deep.equal(["e1"]);
			await again.close();
		});

	it("is rebuilt if a part of it is damaged", async () => {
		const store = await open();
		await store.rows("INSERT INTO event (event_id) SELECT md5(range::VARCHAR) FROM range(20000)");
		await store.close();
		const path = join(store.folder, "events.duckdb");
		writeFileSync(path, readFileSync(path).fill(7, 300_000, 900_000));
		const damaged = await open();
		const error = await ids(damaged).catch((each: unknown) => each);
		expect((error as StoreError).problem).to.equal("damaged");
		await damaged.close();
		const again = await open();
		expect(await ids(again)).to.deep.equal([]);
		await again.close();
	});

	it("is rebuilt after a change of its version", async () => {
		const store = await open();
		await store.rows("UPDATE store SET version = 0");
		await store.close();
		const again = await open();
		expect(again.notice).to.equal("rebuilt");
		await again.close();
	});

	it("of another process is copied, and both contain all events of a source", async () => {
		const path = lines("a.json", { eventId: "e1" });
		const holder = await hold(root(), path);
		const store = await open();
		expect(store.notice).to.equal("copied");
		expect(await ids(store)).to.deep.equal(["e1"]);
		const added = lines("b.json", { eventId: "e2" });
		await store.addFiles([path, added], { source: "files" });
		expect(await ids(store)).to.deep.equal(["e1", "e2"]);
		const { folder: copy } = store;
		await store.close();
		expect(existsSync(copy)).to.equal(false);
		await holder.end();
		const later = await open();
		expect(later.notice).to.equal(undefined);
		await later.addFiles([path, added], { source: "files" });
		expect(await ids(later)).to.deep.equal(["e1", "e2"]);
		await later.close();
	});

	it("is opened later if another process has it open briefly", async () => {
		const holder = await hold(root(), lines("a.json", { eventId: "e1" }));
		const opening = open({ patience: 60_000 });
		await holder.end();
		const store = await opening;
		expect(store.notice).to.equal(undefined);
		await store.close();
	});

	it("removes events after its retention period", async () => {
		const store = await open();
		await store.addFiles(
			[
				lines(
					"a.json",
					{ eventId: "old", creationDate: "Wed Nov 18 10:26:40 UTC 2020" },
					{ eventId: "new", creationDate: new Date().toISOString() },
				),
			],
			{ source: "files" },
		);
		for (const until of ["2020-12-01", undefined])
			await store.addCoverage({ source: "files", until, filter: "{}", reading: nothingRead });
		await store.close();
		const again = await open({ keepDays: 90 });
		expect(await again.rows("SELECT event_id, position FROM events")).to.deep.equal([
			{ event_id: "new", position: 0 },
		]);
		const days = "date_diff('day', since, now()::TIMESTAMP) AS days";
		expect(await again.rows(`SELECT ${days}, until FROM coverage`)).to.deep.equal([
			{ days: 90, until: null },
		]);
		await again.close();
	});

	it("removes both versions of an event that a log and Cognito had", async () => {
		const store = await open();
		const times = [
			["old", "2020-11-18T10:26:40Z"],
			["new", new Date().toISOString()],
		] as const;
		const logged = times.map(([eventId, creationDate]) => ({ eventId, creationDate }));
		await store.addFiles([lines("a.json", ...logged)], { source: "files" });
		await store.addEvents(times.map(([eventId, time]) => pageEvent(eventId, { time })));
		const versions = "SELECT event_id, source FROM part ORDER BY ALL";
		expect(await store.rows(versions)).to.have.length(4);
		await store.close();
		const again = await open({ keepDays: 90 });
		expect(await again.rows(versions)).to.deep.equal([
			{ event_id: "new", source: "api" },
			{ event_id: "new", source: "log" },
		]);
		await again.close();
	});

	it("does not grow when events are read again and again", async () => {
		const store = await open();
		const messages = Array.from({ length: 100 }, (_, index) => ({ eventId: `e${index}` }));
		for (let round = 0; round < 6; round++) {
			// One event stays the same, so that the rest around it is not dropped as a whole.
			await store.addFiles([lines(`${round}.json`, ...messages.slice(round === 0 ? 0 : 1))], {
				source: "files",
			});
			await store.rows("CHECKPOINT");
		}
		const [found] = await store.rows<{ events: number; last: number }>(
			"SELECT count(*) AS events, max(position) AS last FROM events",
		);
		expect(found?.events).to.equal(100);
		expect(found?.last).to.be.lessThan(300);
		await store.close();
	});

	it("is removed completely, without removing anything else", async () => {
		await (await open()).close();
		writeFileSync(join(root(), "notes.txt"), "mine");
		expect(removeStores(root())).to.equal(1);
		expect(readdirSync(root())).to.deep.equal(["notes.txt"]);
		expect(removeStores(join(root(), "none"))).to.equal(0);
	});

	it("keeps the position of an event that is looked up with the API", async () => {
		const store = await open();
		await store.addFiles([lines("a.json", { eventId: "e2" }, { eventId: "e1" }, { eventId: "e3" })], {
			source: "files",
		});
		const positions = () => store.rows("SELECT event_id, position FROM events ORDER BY position");
		const before = await positions();
		await store.addEvents([
			{ username: "alice", eventId: "e1", time: "2026-11-01T00:00:00Z", response: "Fail" },
		]);
		expect(await positions()).to.deep.equal(before);
		expect(await store.rows("SELECT event_id FROM events WHERE response = 'Fail'")).to.deep.equal([
			{ event_id: "e1" },
		]);
		await store.close();
	});

	it("does not show messages of the library", async () => {
		const store = await open();
		const error = await store.rows("SELECT * FROM nothing_like_it").catch((each: unknown) => each);
		expect(error).to.be.instanceOf(StoreError);
		expect((error as StoreError).message).not.to.include("nothing_like_it");
		// A full disk is a separate problem.
		expect((error as StoreError).message).not.to.include("disk");
		expect((error as StoreError).detail).to.include("nothing_like_it");
		await store.close();
	});

	it("cannot access other files once it is sealed", async () => {
		const store = await open();
		const path = lines("a.json", { eventId: "e1" });
		await store.seal();
		for (const statement of [
			`SELECT * FROM read_text('${path}')`,
			`COPY events TO '${path}.csv'`,
			"INSTALL httpfs",
		])
			expect(await store.rows(statement).catch((each: unknown) => each)).to.be.instanceOf(StoreError);
		await store.addEvents([{ username: "alice", eventId: "e2" }]);
		await store.close();
		const again = await open();
		expect(await ids(again)).to.deep.equal(["e2"]);
		await again.close();
	});
});

/** Another process that has opened a store with the lines of a file. */
async function hold(root: string, path: string): Promise<{ end(): Promise<void> }> {
	const program = `
import { openStore } from ${JSON.stringify(import.meta.resolve("#review/store/index"))};
const store = await openStore(${JSON.stringify(key)}, { cache: true, root: ${JSON.stringify(root)} });
await store.addFiles([${JSON.stringify(path)}], { source: "files" });
process.stdout.write("open");
process.stdin.resume();
process.stdin.on("end", () => store.close());
`;
	const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	const closed = once(child, "close");
	await once(child.stdout, "data");
	return {
		async end() {
			child.stdin.end();
			await closed;
		},
	};
}
