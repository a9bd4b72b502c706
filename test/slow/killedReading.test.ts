import { once } from "node:events";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { expect } from "chai";
import { openStore } from "#review/store/index";
import { storeFolder } from "../../review/store/folder.ts";
import { runCommand, startCommand } from "../support/command.ts";
import { logLine, logPool } from "../support/logLines.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("A command that is killed while it reads exported logs", () => {
	const temporary = temporaryFolder();
	const key = { userPoolId: logPool, region: "eu-central-1" };
	const files = 2_500;
	const linesEach = 8;

	/** Writes files of three groups, which are read and kept one after another. */
	function writeLogs(): string {
		const folder = join(temporary(), "logs");
		mkdirSync(folder);
		for (let file = 0; file < files; file++) {
			const lines = Array.from({ length: linesEach }, (_, line) => logLine({ eventId: `e${file}-${line}` }));
			writeFileSync(join(folder, `${file}.json`), lines.join("\n"));
		}
		return folder;
	}

	// The size of the tables while the first group is written, and after it.
	for (const bytes of [1, 1_000_000, 3_000_000])
		it(`loses nothing after ${bytes} bytes of changes to the store: the next run reads the rest`, async () => {
			const root = join(temporary(), "stores");
			const env = { COGNITO_FEEDBACK_CACHE: root };
			const args = ["events", "--user-pool-id", logPool, "--from", writeLogs(), "--limit", "1"];
			const changes = join(storeFolder(key, root), "events.duckdb.wal");

			const child = startCommand(args, { env });
			const ended = once(child, "close");
			while (child.exitCode === null && sizeOf(changes) < bytes) await turn();
			child.kill("SIGKILL");
			await ended;
			expect(child.signalCode, "it was done before").to.equal("SIGKILL");

			const { code, err } = await runCommand(args, { env });
			expect(code, err).to.equal(0);
			const store = await openStore(key, { cache: true, root });
			try {
				const [counts] = await store.rows(
					"SELECT count(*) AS events, count(DISTINCT event_id) AS ids, (SELECT count(*) FROM read_file) AS files FROM events",
				);
				expect(counts).to.deep.equal({ events: files * linesEach, ids: files * linesEach, files });
			} finally {
				await store.close();
			}
		});
});

function sizeOf(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
