import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { Pages } from "#review/page/server/pages";
import { openStore, takeSnapshot } from "#review/store/index";
import { fewEvents, pagePool } from "../../workbench/pageEvents.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("A page on the server", () => {
	const folder = temporaryFolder();
	const saves = 20;

	it("keeps a few versions of a file, however often it is saved", async () => {
		const path = join(folder(), "feedback.yaml");
		const comment = `# ${"why ".repeat(25)}\n`.repeat(20_000);
		writeFileSync(path, `userPoolId: ${pagePool}\n${comment}decisions:\n`);
		const store = await openStore({ userPoolId: pagePool, region: "eu-central-1" }, { cache: false });
		try {
			await store.addEvents(fewEvents);
			const pages = await Pages.create({ path, userPoolId: pagePool, snapshot: await takeSnapshot(store) });
			const { session, update } = await pages.open();
			const current = update.current && { row: update.current.row };
			const range = { offset: 0, count: 10 };
			const save = async (text: string) => {
				await pages.act({
					session,
					action: { kind: "decide", value: "Valid" },
					...(current && { current }),
					range,
				});
				await pages.act({ session, action: { kind: "note", text }, ...(current && { current }), range });
				expect(await pages.save({ session })).to.have.property("saved");
			};
			await save("first");
			const before = heldBytes();
			for (let at = 0; at < saves; at++) await save(`note ${at}`);
			expect(heldBytes() - before).to.be.below((saves / 2) * comment.length);
		} finally {
			await store.close();
		}
	});
});

/** The size of JavaScript's heap after a garbage collection. */
function heldBytes(): number {
	setFlagsFromString("--expose-gc");
	(runInNewContext("gc") as () => void)();
	return process.memoryUsage().heapUsed;
}
