import { join } from "node:path";
import { Pages, type PagesOptions } from "#review/page/server/pages";
import { openStore, type Snapshot, type Store, takeSnapshot } from "#review/store/index";
import type { UserEvent } from "../../review/listing/listPool.ts";
import type { Action, ActRequest, LookUpResponse, OpenResponse, Update } from "../../review/page/protocol.ts";
import { fewEvents, pagePool } from "../../workbench/pageEvents.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

const range = { offset: 0, count: 50 };

/** The filter of a page that shows every event. */
export const noFilter = { risks: [], user: "", country: "", type: "", says: "" as const, unreviewed: false };

/** An open page and its user. */
export class Person {
	readonly #pages: Pages;
	readonly opened: OpenResponse;
	update: Update;

	constructor(pages: Pages, opened: OpenResponse) {
		this.#pages = pages;
		this.opened = opened;
		this.update = opened.update;
	}

	async act(action: Action, current: ActRequest["current"] = this.#current): Promise<Update> {
		const request = { session: this.opened.session, action, ...(current && { current }), range };
		this.update = await this.#pages.act(request);
		return this.update;
	}

	get #current(): ActRequest["current"] {
		const { current } = this.update;
		return (
			current && { row: current.row, ...(current.position !== undefined && { position: current.position }) }
		);
	}

	save() {
		return this.#pages.save({ session: this.opened.session });
	}

	groups(query: object) {
		return this.#pages.groups({ session: this.opened.session, offset: 0, limit: 50, ...query });
	}

	lookUp(row: number): Promise<LookUpResponse> {
		return this.#pages.lookUp({ session: this.opened.session, row });
	}

	/** Moves to an event by its ID. */
	async go(eventId: string): Promise<void> {
		const row = this.update.rows.find((each) => each.eventId === eventId);
		if (row) await this.act({ kind: "go", row: row.row });
	}
}

/** For a `describe`: opens pages on the server without a browser, with a decisions file in a folder of its own. */
export function pageVisits() {
	const folder = temporaryFolder();
	const stores: Store[] = [];

	afterEach(async () => {
		for (const store of stores.splice(0)) await store.close();
	});

	/** A store in memory, which is closed after the test. */
	async function emptyStore(): Promise<Store> {
		const store = await openStore({ userPoolId: pagePool, region: "eu-central-1" }, { cache: false });
		stores.push(store);
		return store;
	}

	async function snapshotOf(fill: (store: Store) => Promise<unknown>): Promise<Snapshot> {
		const store = await emptyStore();
		await fill(store);
		return takeSnapshot(store);
	}

	async function visit(snapshot: Snapshot, options: Partial<PagesOptions> = {}): Promise<Person> {
		const path = join(folder(), "feedback.yaml");
		const pages = await Pages.create({ path, userPoolId: pagePool, snapshot, ...options });
		return new Person(pages, await pages.open());
	}

	async function visitFew(events: readonly UserEvent[] = fewEvents, options: Partial<PagesOptions> = {}) {
		return visit(await snapshotOf((store) => store.addEvents(events)), options);
	}

	return { folder, emptyStore, snapshotOf, visit, visitFew };
}
