import { batch, type Signal, signal } from "@preact/signals";
import type { GroupRef, PageFilter } from "../../../store/page/filter.ts";
import type { Grouping } from "../../../store/page/groupings.ts";
import type { SortOrder, ViewSpec } from "../../../store/page/view.ts";
import {
	type Action,
	type ActRequest,
	type DraftDecision,
	noFilter,
	type OpenResponse,
	type PageRow,
	type PageState,
	type Update,
} from "../../protocol.ts";
import { ask } from "../api.ts";
import { counted } from "./words.ts";

type Value = NonNullable<DraftDecision["value"]>;
type Current = NonNullable<ActRequest["current"]>;

/** The number of rows to load beyond the visible ones on both sides, so that moving with keys finds them loaded. */
const margin = 30;
/** The maximum number of rows kept; others are dropped when new ones arrive. */
const maxRows = 600;

/**
 * The state of the page: the visible part of the list, and the server's last report of the rest. Actions are sent to the server
 * one at a time, and the page shows their results.
 */
export class Review {
	readonly opened: OpenResponse;
	readonly state: Signal<PageState>;
	/** The filter and order of the list; ahead of the server while the user types. */
	readonly spec: Signal<ViewSpec>;
	readonly total: Signal<number>;
	readonly timeline: Signal<readonly (readonly number[])[]>;
	/** The loaded rows by their position in the list. */
	readonly rows: Signal<ReadonlyMap<number, PageRow>>;
	readonly current: Signal<PageRow | undefined>;
	/** The last result, for screen readers. */
	readonly announcement = signal("");
	/** Changes with each action, for views of data that the server counts. */
	readonly version = signal(0);
	/** The grouping, while groups are shown instead of events. */
	readonly grouping = signal<Grouping | undefined>(undefined);
	/** The name of the group that the list is filtered by. */
	readonly groupName = signal("");
	readonly #onProblem: (error: unknown) => void;
	#inSight = { first: 0, end: 30 };
	/** The row where the selection of a range started. */
	#anchor: number | undefined;
	#last: Promise<unknown> = Promise.resolve();
	#begun = 0;

	/** @param onProblem Called with the reason why an action failed. */
	constructor(opened: OpenResponse, onProblem: (error: unknown) => void) {
		const { state, list, timeline = [], rows, current } = opened.update;
		this.opened = opened;
		this.#onProblem = onProblem;
		this.state = signal(state);
		this.spec = signal(list.spec);
		this.total = signal(list.total);
		this.timeline = signal(timeline);
		this.rows = signal(byPosition(rows));
		this.current = signal(current);
	}

	/** Makes a decision on the targets, and moves to the next undecided event. */
	decide(value: Value): void {
		this.#do(async () => {
			const which = this.#targets();
			await this.#act({ kind: "decide", value });
			this.#announce(value, which);
		});
	}

	/** Makes a decision on one event, which becomes the current one; the same decision again removes it. */
	toggle(row: PageRow, value: Value): void {
		this.#do(async () => {
			await this.#act({ kind: "toggle", row: row.row, value }, placeOf(row));
			this.#announce(this.current.value?.decision.value ?? "No decision", nameOf(row));
		});
	}

	/** Makes a decision on all listed events of a group. */
	decideGroup(group: GroupRef, value: Value, note: string): void {
		this.#do(async () => {
			const { acted } = await this.#act({ kind: "decideGroup", group, value, note });
			this.#announce(value, counted(acted, "event"));
		});
	}

	/** Removes the decisions on the targets, with their notes. */
	clear(): void {
		this.#do(async () => {
			const which = this.#targets();
			const { acted } = await this.#act({ kind: "clear" });
			if (acted > 0) this.#announce("No decision", which);
		});
	}

	/** Sets the note of the targets, while the user types. */
	note(text: string): void {
		this.#do(() => this.#act({ kind: "note", text }));
	}

	undo(): void {
		this.#do(async () => {
			const { acted, current } = await this.#act({ kind: "undo" });
			if (acted === 0) this.announcement.value = "Nothing to undo.";
			else this.#announce("Undone", acted === 1 && current ? nameOf(current) : counted(acted, "event"));
		});
	}

	/** Moves to the next undecided event. */
	skip(): void {
		this.#do(() => this.#act({ kind: "skip" }));
	}

	/** Moves down or up by a number of events. */
	move(by: number): void {
		this.#do(async () => {
			this.#anchor = undefined;
			await this.#goTo(this.#from(by));
		});
	}

	/** Makes an event the current one. */
	go(row: PageRow): void {
		this.#do(async () => {
			this.#anchor = undefined;
			if (row.position !== undefined) this.current.value = row;
			else await this.#act({ kind: "go", row: row.row });
		});
	}

	select(row: PageRow | undefined): void {
		this.#do(async () => {
			const { row: number, position } = row ?? this.current.value ?? {};
			if (number === undefined || position === undefined) return;
			this.#anchor = position;
			await this.#act({ kind: "select", row: number, position }, { row: number, position });
			this.#announceSelection();
		});
	}

	/** Selects the range from the start of the selection to an event. */
	selectTo(row: PageRow): void {
		this.#do(() => this.#selectTo(row.position ?? 0));
	}

	/** Extends the selection by a number of events, down or up. */
	extend(by: number): void {
		this.#do(() => this.#selectTo(this.#from(by)));
	}

	/** Selects all listed events, or none if all are selected. */
	selectAll(): void {
		this.#do(async () => {
			await this.#act({ kind: "selectAll" });
			this.#announceSelection();
		});
	}

	deselect(): void {
		this.#do(async () => {
			this.#anchor = undefined;
			await this.#act({ kind: "deselect" });
		});
	}

	narrow(part: Partial<PageFilter>): void {
		const spec = this.spec.value;
		this.#show({ ...spec, filter: { ...spec.filter, ...part } });
	}

	/** Filters by a part of the timeline; `undefined` shows all of it. */
	brush(bins: ViewSpec["bins"]): void {
		const { bins: _, ...rest } = this.spec.value;
		this.#show({ ...rest, ...(bins && { bins }) });
	}

	sort(order: SortOrder): void {
		this.#show({ ...this.spec.value, order });
	}

	showAll(): void {
		this.grouping.value = undefined;
		this.#show({ filter: noFilter, order: this.spec.value.order });
	}

	/** Whether the list is a blind sample, which hides risk and feedback. */
	get isBlind(): boolean {
		const { sample } = this.spec.value.filter;
		return this.state.value.samples.some(({ id, isBlind }) => id === sample && isBlind);
	}

	openGroup(group: GroupRef, name: string): void {
		batch(() => {
			this.groupName.value = name;
			this.grouping.value = undefined;
			this.narrow({ group });
		});
	}

	/** Returns from a group to the list of groups. */
	leaveGroup(): void {
		const { group, ...rest } = this.spec.value.filter;
		batch(() => {
			this.grouping.value = group?.by;
			this.#show({ ...this.spec.value, filter: rest });
		});
	}

	/** Shows a sample; `undefined` for all events. */
	openSample(sample: string | undefined): void {
		this.grouping.value = undefined;
		this.#show({ filter: { ...noFilter, ...(sample !== undefined && { sample }) }, order: "newest" });
	}

	/** Draws a sample of the list, and shows it. */
	draw(size: number, isBlind: boolean): void {
		this.#do(async () => {
			this.grouping.value = undefined;
			await this.#act({ kind: "sample", size, isBlind });
			this.announcement.value = `Sample of ${counted(this.total.value, "event")} drawn.`;
		});
	}

	/** Resolves a conflict: reads the current file, and keeps the unsaved changes on top of it. */
	async takeTheirs(): Promise<void> {
		await this.finished();
		await this.#act({ kind: "reload" });
		this.announcement.value = "File reloaded. Your changes are kept but not saved yet.";
	}

	/** Reloads the current event, because there is new information about it. */
	refresh(): void {
		this.#do(() => this.#act({ kind: "look" }));
	}

	/** Filters again, because the reviewed events have changed. */
	showAgain(): Promise<unknown> {
		return this.#do(() => this.#act({ kind: "view", spec: this.spec.value }));
	}

	/** Loads the visible rows, and some on both sides. */
	see(first: number, end: number): void {
		this.#inSight = { first, end };
		if (this.#hasRows(first, end)) return;
		this.#do(async () => {
			const now = this.#inSight;
			if (!this.#hasRows(now.first, now.end)) await this.#act({ kind: "look" }, undefined, true);
		});
	}

	/** Waits until all actions are complete. */
	async finished(): Promise<void> {
		await this.#last;
	}

	/** Whether an action is waiting for the server. */
	get isBusy(): boolean {
		return this.#begun > 0;
	}

	/** Queues a request until all earlier actions are complete. */
	#do(work: () => Promise<unknown>): Promise<unknown> {
		this.#begun++;
		this.#last = this.#last
			.then(work)
			.catch((error: unknown) => this.#onProblem(error))
			.finally(() => this.#begun--);
		return this.#last;
	}

	async #act(action: Action, current = placeOf(this.current.value), isScrolling = false): Promise<Update> {
		const { first, end } = this.#inSight;
		const offset = Math.max(0, first - margin);
		const update = await ask("act", {
			session: this.opened.session,
			action,
			...(current && !isScrolling && { current }),
			range: { offset, count: Math.min(500, end - first + 2 * margin) },
		});
		batch(() => {
			this.state.value = update.state;
			if (this.#asked === undefined) this.spec.value = update.list.spec;
			this.total.value = update.list.total;
			if (update.timeline) this.timeline.value = update.timeline;
			const kept = isScrolling && this.rows.value.size < maxRows ? this.rows.value : [];
			this.rows.value = new Map([...kept, ...byPosition(update.rows)]);
			if (!isScrolling) this.current.value = update.current;
			if (action.kind !== "look") this.version.value++;
		});
		return update;
	}

	/** A list that was requested and has not arrived. */
	#asked: ViewSpec | undefined;

	#show(spec: ViewSpec): void {
		this.spec.value = spec;
		this.#asked = spec;
		this.#anchor = undefined;
		this.#do(async () => {
			// The user has requested another list meanwhile by typing.
			if (this.#asked !== spec) return;
			this.#asked = undefined;
			await this.#act({ kind: "view", spec });
		});
	}

	async #goTo(position: number): Promise<void> {
		const row = this.rows.value.get(position);
		if (row) this.current.value = row;
		else if (position >= 0) await this.#act({ kind: "at", position });
	}

	async #selectTo(position: number): Promise<void> {
		this.#anchor ??= this.current.value?.position ?? 0;
		await this.#goTo(position);
		await this.#act({ kind: "selectRange", from: this.#anchor, to: position });
		this.#announceSelection();
	}

	/** The position a number of rows from the current one, limited to the ends of the list. */
	#from(by: number): number {
		const from = this.current.value?.position ?? -1;
		return Math.min(this.total.value - 1, Math.max(0, from + by));
	}

	#hasRows(first: number, end: number): boolean {
		const last = Math.min(end, this.total.value) - 1;
		for (let position = first; position <= last; position++) if (!this.rows.value.has(position)) return false;
		return true;
	}

	/** The targets of a decision, in words. */
	#targets(): string {
		const { selected } = this.state.value;
		if (selected > 0 || !this.current.value) return counted(selected, "event");
		return nameOf(this.current.value);
	}

	/** Announces an action on events, and what is left to decide. */
	#announce(what: string, which: string): void {
		this.announcement.value = `${what}: ${which}. ${this.state.value.counts.undecided} undecided.`;
	}

	#announceSelection(): void {
		this.announcement.value = `${this.state.value.selected} selected.`;
	}
}

function byPosition(rows: readonly PageRow[]): ReadonlyMap<number, PageRow> {
	return new Map(rows.flatMap((row) => (row.position === undefined ? [] : [[row.position, row]])));
}

function placeOf(row: PageRow | undefined): Current | undefined {
	return row && { row: row.row, ...(row.position !== undefined && { position: row.position }) };
}

function nameOf({ username, type, city }: PageRow): string {
	return [username, type, city].filter(Boolean).join(", ");
}
