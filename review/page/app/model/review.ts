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
import { counted } from "./grouped.ts";

type Value = NonNullable<DraftDecision["value"]>;
type Current = NonNullable<ActRequest["current"]>;

/** Rows to have beyond those in sight, on both sides: whoever goes on by a key finds the next ones there. */
const margin = 30;
/** More than this is forgotten when other rows come. */
const mostRows = 600;

/**
 * The page as its user sees it: the part of the list that is drawn, and what the server last reported of the rest. What
 * someone does goes to the server, one thing after the other, and the page shows what came of it.
 */
export class Review {
	readonly opened: OpenResponse;
	readonly state: Signal<PageState>;
	/** What the list shows; a step ahead of the server while someone types. */
	readonly spec: Signal<ViewSpec>;
	readonly total: Signal<number>;
	readonly timeline: Signal<readonly (readonly number[])[]>;
	/** The rows that are here, by their place in the list. */
	readonly rows: Signal<ReadonlyMap<number, PageRow>>;
	readonly current: Signal<PageRow | undefined>;
	/** The last thing that happened, for screen readers. */
	readonly announcement: Signal<string> = signal("");
	/** Changes with each action, for what shows something that the server counts. */
	readonly version: Signal<number> = signal(0);
	/** What the events are grouped by, while groups are shown in place of events. */
	readonly grouping: Signal<Grouping | undefined> = signal(undefined);
	/** The name of the group that the list is narrowed to. */
	readonly groupName: Signal<string> = signal("");
	readonly #onProblem: (error: unknown) => void;
	#inSight = { first: 0, end: 30 };
	/** Where the selection of a range began. */
	#anchor: number | undefined;
	#last: Promise<unknown> = Promise.resolve();
	#begun = 0;

	/** @param onProblem Takes why something has not happened. */
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

	/** Decides on the targets, and goes on to the next event that is undecided. */
	decide(value: Value): void {
		this.#do(async () => {
			const which = this.#targets();
			await this.#act({ kind: "decide", value });
			this.#announce(value, which);
		});
	}

	/** Decides on one event, which becomes the current one; on what it is already, takes the decision back. */
	toggle(row: PageRow, value: Value): void {
		this.#do(async () => {
			await this.#act({ kind: "toggle", row: row.row, value }, placeOf(row));
			this.#announce(this.current.value?.decision.value ?? "No decision", nameOf(row));
		});
	}

	/** Decides on all events of a group that the list has. */
	decideGroup(group: GroupRef, value: Value, note: string): void {
		this.#do(async () => {
			const { acted } = await this.#act({ kind: "decideGroup", group, value, note });
			this.#announce(value, counted(acted, "event"));
		});
	}

	/** Takes the decisions on the targets back, notes included. */
	clear(): void {
		this.#do(async () => {
			const which = this.#targets();
			const { acted } = await this.#act({ kind: "clear" });
			if (acted > 0) this.#announce("No decision", which);
		});
	}

	/** Sets the note of the targets, as it is typed. */
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

	/** Goes on to the next event that is undecided. */
	skip(): void {
		this.#do(() => this.#act({ kind: "skip" }));
	}

	/** Goes so many events down or up. */
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

	/** Selects from where the selection began to an event. */
	selectTo(row: PageRow): void {
		this.#do(() => this.#selectTo(row.position ?? 0));
	}

	/** Extends the selection by so many events, down or up. */
	extend(by: number): void {
		this.#do(() => this.#selectTo(this.#from(by)));
	}

	/** Selects everything that is shown; where it is already, nothing. */
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
		const { spec } = this;
		const { group, sample, ...rest } = { ...spec.value.filter, ...part };
		const filter = { ...rest, ...(group && { group }), ...(sample !== undefined && { sample }) };
		this.#show({ ...spec.value, filter });
	}

	/** Brushes a part of the timeline; `undefined` for all of it. */
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

	/** Whether the list is a blind sample, which shows neither risk nor feedback. */
	get isBlind(): boolean {
		const { sample } = this.spec.value.filter;
		return this.state.value.samples.some(({ id, isBlind }) => id === sample && isBlind);
	}

	/** Shows the groups of the events, or the events (`undefined`). */
	group(by: Grouping | undefined): void {
		this.grouping.value = by;
	}

	openGroup(group: GroupRef, name: string): void {
		batch(() => {
			this.groupName.value = name;
			this.grouping.value = undefined;
			this.narrow({ group });
		});
	}

	/** Goes back from a group to all groups like it. */
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

	/** After a conflict: reads the file as it is now, and keeps what is changed here on top of it. */
	async takeTheirs(): Promise<void> {
		await this.finished();
		await this.#act({ kind: "reload" });
		this.announcement.value = "File reloaded. Your changes are kept but not saved yet.";
	}

	/** Asks for the current event again: more is known of it. */
	refresh(): void {
		this.#do(() => this.#act({ kind: "look" }));
	}

	/** Filters again: which events are reviewed has changed. */
	async showAgain(): Promise<void> {
		await this.#do(() => this.#act({ kind: "view", spec: this.spec.value }));
	}

	/** Has the rows in sight, and a few more on both sides. */
	see(first: number, end: number): void {
		this.#inSight = { first, end };
		if (this.#hasRows(first, end)) return;
		this.#do(async () => {
			const now = this.#inSight;
			if (!this.#hasRows(now.first, now.end)) await this.#act({ kind: "look" }, undefined, true);
		});
	}

	/** Waits for everything that was begun. */
	async finished(): Promise<void> {
		await this.#last;
	}

	/** Whether something that was begun has not come back from the server. */
	get isBusy(): boolean {
		return this.#begun > 0;
	}

	/** Asks for something in turn: what was done before has happened by then. */
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
			const kept = isScrolling && this.rows.value.size < mostRows ? this.rows.value : [];
			this.rows.value = new Map([...kept, ...byPosition(update.rows)]);
			if (!isScrolling) this.current.value = update.current;
			if (action.kind !== "look") this.version.value++;
		});
		return update;
	}

	/** A list that was asked for and is not there yet. */
	#asked: ViewSpec | undefined;

	#show(spec: ViewSpec): void {
		this.spec.value = spec;
		this.#asked = spec;
		this.#anchor = undefined;
		this.#do(async () => {
			// Someone who types has asked for another one meanwhile.
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

	/** The place so many rows from the current one, or the last there is that way. */
	#from(by: number): number {
		const from = this.current.value?.position ?? -1;
		return Math.min(this.total.value - 1, Math.max(0, from + by));
	}

	#hasRows(first: number, end: number): boolean {
		const last = Math.min(end, this.total.value) - 1;
		for (let position = first; position <= last; position++) if (!this.rows.value.has(position)) return false;
		return true;
	}

	/** What a decision is on, in words. */
	#targets(): string {
		const { selected } = this.state.value;
		if (selected > 0 || !this.current.value) return counted(selected, "event");
		return nameOf(this.current.value);
	}

	/** Announces what was done to some events, and what is left. */
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
