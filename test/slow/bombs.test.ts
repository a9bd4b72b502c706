import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { logLine, logPool } from "../support/logLines.ts";
import { memoryStore } from "../support/memoryStore.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("Exported lines", () => {
	const folder = temporaryFolder();
	const store = memoryStore(logPool);

	const part = (character: string) => gzipSync(Buffer.alloc(100_000_000, character));
	for (const [name, parts] of Object.entries({
		"an object without an end": () => [gzipSync("{"), ...Array<Buffer>(40).fill(part(" "))],
		"empty lines": () => Array<Buffer>(40).fill(part("\n")),
	}))
		it(`in a small file that expands to gigabytes of ${name} are abandoned in time, and others are read`, async () => {
			const [bomb, good] = [join(folder(), "bomb"), join(folder(), "good")];
			writeFileSync(bomb, Buffer.concat(parts()));
			writeFileSync(good, logLine({ eventId: "e1" }));
			const reading = await store().addFiles([bomb, good], { source: "files", timeLimit: 1_000 });
			expect(await store().rows("SELECT event_id FROM events")).to.deep.equal([{ event_id: "e1" }]);
			expect(reading.failures.map(({ place }) => place)).to.deep.equal([bomb]);
		}).timeout(30_000);
});
