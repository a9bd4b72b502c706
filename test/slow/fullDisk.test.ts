import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { openStore } from "#review/store/index";
import { onPath } from "../../tools/pulumi-cli/executables.ts";
import { logLine, logPool } from "../support/logLines.ts";
import { repository } from "../support/script.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const key = { userPoolId: logPool, region: "eu-central-1" };

/** Reads files one after another, with little memory if requested, and prints the result. */
const program = `
import { openStore } from ${JSON.stringify(import.meta.resolve("#review/store/index"))};
const [root, memory, ...paths] = process.argv.slice(1);
const store = await openStore(${JSON.stringify(key)}, { cache: true, root });
if (memory) await store.rows(\`SET memory_limit = '\${memory}'\`);
const results = [];
for (const path of paths)
	results.push(await store.addFiles([path], { source: "files" }).then(
		({ events, failures }) => ({ events, failures }),
		({ name, problem, message }) => ({ name, problem, message })));
await store.close();
process.stdout.write(JSON.stringify(results));
`;

interface Fetched {
	readonly offset: number;
	readonly paths: readonly [string];
}

/** Fetches a file as an object of a bucket, and prints the result. With `room`, the limit ends after the first part. */
const fetching = `
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { download } from ${JSON.stringify(import.meta.resolve("#review/sources/s3/source"))};
const [folder, path, room] = process.argv.slice(1);
const content = readFileSync(path);
let first;
const bucket = {
	name: "logs",
	read: async (object, offset, length) => {
		if (first !== undefined && room)
			execFileSync("prlimit", ["--pid", String(process.pid), "--fsize=unlimited"]);
		first ??= offset;
		return content.subarray(offset, offset + length);
	},
};
const object = { key: "object", etag: "1", size: content.length, modified: 0 };
const result = await download(bucket, [object], { folder }).then(
	({ paths }) => ({ offset: first, paths }),
	({ code }) => ({ code }));
process.stdout.write(JSON.stringify(result));
`;

/** Limits the size of files, in blocks of 512 or 1,024 bytes, like a full disk. */
const limit = "trap '' XFSZ; ulimit -f 4000";

/** Runs a program under a limit, or without one, and parses what it prints. */
async function run(program: string, args: readonly string[], under = "true"): Promise<unknown> {
	const node = [process.execPath, "--input-type=module", "-e", program, ...args];
	const { stdout } = await promisify(execFile)("sh", ["-c", `${under}; exec "$@"`, "sh", ...node]);
	return JSON.parse(stdout);
}

describe("A full disk", () => {
	before(function () {
		// Windows has no shell that limits the size of files, which stands in for a full disk here.
		if (process.platform === "win32") this.skip();
	});
	const folder = temporaryFolder();

	/** A file to fetch, its content, and arguments to fetch it with. */
	function object(bytes: number) {
		const path = join(folder(), "object");
		const content = randomBytes(bytes);
		writeFileSync(path, content);
		return { content, args: [join(folder(), "s3"), path] };
	}

	function lines(name: string, count: number, bytes: number): string {
		const path = join(folder(), name);
		const line = (index: number) =>
			logLine({ eventId: `${name}-${index}`, deviceName: randomBytes(bytes / 2).toString("hex") });
		writeFileSync(path, Array.from({ length: count }, (_, index) => `${line(index)}\n`).join(""));
		return path;
	}

	for (const [what, memory, count, bytes] of [
		["the store", "", 4_000, 5_000],
		["what does not fit the memory", "150MB", 30_000, 5_000],
	] as const)
		it(`while ${what} is written is reported, and the next run reads the missing lines`, async () => {
			const [root, few, many] = [
				join(folder(), "stores"),
				lines("few", 10, 100),
				lines("many", count, bytes),
			];
			expect(await run(program, [root, memory, few, many], limit)).to.deep.equal([
				{ events: 10, failures: [] },
				{
					name: "StoreError",
					problem: "full",
					message:
						"no space is left for the event store; free some disk space, or set COGNITO_FEEDBACK_CACHE to a folder on another disk",
				},
			]);
			const store = await openStore(key, { cache: true, root });
			expect(store.notice).to.equal(undefined);
			expect(await store.rows("SELECT count(*) AS events FROM events")).to.deep.equal([{ events: 10 }]);
			const { events, unchanged } = await store.addFiles([few, many], { source: "files" });
			expect({ events, unchanged }).to.deep.equal({ events: count, unchanged: 1 });
			await store.close();
		}).timeout(60_000);

	it("while an object is fetched ends the run, and the next run fetches the rest", async () => {
		const { content, args } = object(6_000_000);
		expect(await run(fetching, args, limit)).to.deep.equal({ code: "EFBIG" });

		const { offset, paths } = (await run(fetching, args)) as Fetched;
		expect(offset).to.be.greaterThan(1_000_000);
		expect(readFileSync(paths[0]).equals(content)).to.equal(true);
	});

	it("while a source is copied is reported", async () => {
		const input = lines("input", 2_000, 5_000);
		const command = `exec "$0" "$@" --from - --endpoint http://127.0.0.1:1 < '${input}'`;
		const main = join(repository, "node_modules/cognito-feedback/dist/main.js");
		const events = [process.execPath, main, "events", "--user-pool-id", logPool];
		const ended = await promisify(execFile)("sh", ["-c", `${limit}; ${command}`, ...events], {
			env: { ...process.env, COGNITO_FEEDBACK_CACHE: join(folder(), "stores") },
		}).catch((error) => error);
		expect(ended).to.include({ code: 1, stdout: "" });
		expect(ended.stderr).to.include("no space is left for the event store; free some disk space");
	});

	it("that has room again while an object is fetched leaves no hole in it", async function () {
		// Only Linux has a command that raises the limit of a running process.
		if (!onPath("prlimit", process.env)) this.skip();
		const { content, args } = object(12_000_000);
		const soft = limit.replace("ulimit", "ulimit -S");
		const { paths } = (await run(fetching, [...args, "room"], soft)) as Fetched;
		expect(readFileSync(paths[0]).equals(content)).to.equal(true);
	});
});
