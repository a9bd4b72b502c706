import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { servePage } from "#review/page/server/index";
import { Pages } from "#review/page/server/pages";
import { openStore, type Store, takeSnapshot } from "#review/store/index";
import { storeMany } from "../../workbench/manyStored.ts";
import { pagePool } from "../../workbench/pageEvents.ts";

/** A store on disk with this many events, and its page: in a browser, and without one. */
export interface StoredPage {
	readonly url: string;
	readonly pages: Pages;
	readonly store: Store;
}

export async function storedPage(kept: AsyncDisposableStack, count: number): Promise<StoredPage> {
	const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-bench-"));
	kept.defer(() => rmSync(folder, { recursive: true }));
	const store = await openStore(
		{ userPoolId: pagePool, region: "eu-central-1" },
		{ cache: true, root: folder },
	);
	kept.defer(() => store.close());
	await storeMany(store, count);
	const snapshot = await takeSnapshot(store);
	const options = { path: join(folder, "feedback.yaml"), userPoolId: pagePool, snapshot };
	const served = await servePage(options);
	kept.defer(() => served.close());
	return { url: served.url, pages: await Pages.create(options), store };
}
