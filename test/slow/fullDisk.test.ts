import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { openStore } from "#review/store/index";
import { logLine, logPool } from "../support/logLines.ts";
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

/** Limits the size of files, in blocks of 512 or 1,024 bytes, like a full disk. */
const limited = `trap '' XFSZ; ulimit -f 4000; exec "$@"`;

describe("A full disk", () => {
	const folder = temporaryFolder();

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
		it(`while ${what} is written is reported, and the next run reads the missing lines`, async function () {
			// Its shell cannot limit file sizes.
			if (process.platform === "win32") this.skip();
			const [root, few, many] = [
				join(folder(), "stores"),
				lines("few", 10, 100),
				lines("many", count, bytes),
			];
			const args = ["-c", limited, "sh", process.execPath, "--input-type=module", "-e", program];
			const { stdout } = await promisify(execFile)("sh", [...args, root, memory, few, many]);
			expect(JSON.parse(stdout)).to.deep.equal([
				{ events: 10, failures: [] },
				{
					name: "StoreError",
					problem: "full",
					message:
						"no space is left for the event store; free some, or set COGNITO_FEEDBACK_CACHE to a folder on another disk",
				},
			]);
			const store = await openStore(key, { cache: true, root });
			expect(store.notice).to.equal(undefined);
			expect(await store.rows("SELECT count(*) AS events FROM events")).to.deep.equal([{ events: 10 }]);
			const { events, unchanged } = await store.addFiles([few, many], { source: "files" });
			expect({ events, unchanged }).to.deep.equal({ events: count, unchanged: 1 });
			await store.close();
		}).timeout(60_000);
});
