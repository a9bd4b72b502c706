import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ReviewEvent } from "./event.ts";
import { applyFilter, type Filter, noFilter, type Span, within } from "./filter.ts";
import { type SortOrder, sortEvents } from "./order.ts";

/** Which events are shown and in what order, which of them is the current one, and which are selected. */
export class EventList {
	/** All of them, newest first. */
	readonly events: readonly ReviewEvent[];
	readonly filter: Signal<Filter> = signal(noFilter);
	/** The span that was brushed. */
	readonly span: Signal<Span | undefined> = signal(undefined);
	readonly order: Signal<SortOrder> = signal("newest");
	/** What fits the filters, whatever its time: what the timeline shows. */
	readonly filtered: ReadonlySignal<readonly ReviewEvent[]>;
	/** What the table shows. */
	readonly visible: ReadonlySignal<readonly ReviewEvent[]>;
	readonly current: Signal<string | undefined>;
	readonly selection: Signal<ReadonlySet<string>> = signal(new Set());
	/** Where the selection of a range began. */
	#anchor: string | undefined;
	readonly #announcement: Signal<string>;
	#byId: ReadonlyMap<string, ReviewEvent> | undefined;

	/**
	 * @param isSaved Whether the file has a decision on an event.
	 * @param announcement Takes how many are selected, in words.
	 */
	constructor(
		events: readonly ReviewEvent[],
		isSaved: (eventId: string) => boolean,
		announcement: Signal<string>,
	) {
		this.events = events;
		this.#announcement = announcement;
		this.current = signal(events[0]?.eventId);
		this.filtered = computed(() => applyFilter(events, this.filter.value, isSaved));
		this.visible = computed(() => sortEvents(within(this.filtered.value, this.span.value), this.order.value));
		effect(() => this.#keepToVisible(this.visible.value));
	}

	find(eventId: string | undefined): ReviewEvent | undefined {
		if (eventId === undefined) return undefined;
		this.#byId ??= new Map(this.events.map((event) => [event.eventId, event]));
		return this.#byId.get(eventId);
	}

	has(eventId: string): boolean {
		return this.find(eventId) !== undefined;
	}

	/** What a decision is on: the selected events, or the current one. */
	get targets(): readonly string[] {
		const { current, selection } = this;
		if (selection.value.size > 0) return [...selection.value];
		return current.value === undefined ? [] : [current.value];
	}

	/** Changes a part of the filter. */
	narrow(part: Partial<Filter>): void {
		this.filter.value = { ...this.filter.value, ...part };
	}

	showAll(): void {
		batch(() => {
			this.filter.value = noFilter;
			this.span.value = undefined;
		});
	}

	move(by: number): void {
		this.go(this.#from(by));
	}

	go(eventId: string | undefined): void {
		if (eventId === undefined) return;
		this.#anchor = undefined;
		this.current.value = eventId;
	}

	/** Goes from the last of some events to the next that is asked for, or else to the one after it. */
	goOn(ids: readonly string[], isAskedFor: (eventId: string) => boolean): void {
		const events = this.visible.value;
		const last =
			ids.length === 1
				? this.#position(ids[0])
				: ids.reduce((most, id) => Math.max(most, this.#position(id)), -1);
		const next = events.findIndex(({ eventId }, index) => index > last && isAskedFor(eventId));
		this.go((events[next] ?? events[last + 1] ?? events[last])?.eventId);
	}

	/** Selects or deselects an event. */
	select(eventId: string): void {
		const selection = new Set(this.selection.value);
		if (!selection.delete(eventId)) selection.add(eventId);
		batch(() => {
			this.#select(selection);
			this.current.value = eventId;
		});
		this.#anchor = eventId;
	}

	/** Selects from where the selection began to an event. */
	selectTo(eventId: string | undefined): void {
		if (eventId === undefined) return;
		this.#anchor ??= this.current.value;
		const [one, other] = [this.#position(this.#anchor), this.#position(eventId)];
		const range = this.visible.value.slice(Math.min(one, other), Math.max(one, other) + 1);
		batch(() => {
			this.#select(new Set(range.map((event) => event.eventId)));
			this.current.value = eventId;
		});
	}

	/** Extends the selection by so many events, down or up. */
	extend(by: number): void {
		this.selectTo(this.#from(by));
	}

	/** Selects everything that is shown; where it is already, nothing. */
	selectAll(): void {
		const events = this.visible.value;
		const isAll = this.selection.value.size === events.length;
		this.#select(new Set(isAll ? [] : events.map(({ eventId }) => eventId)));
	}

	deselect(): void {
		this.#anchor = undefined;
		this.selection.value = new Set();
	}

	/** The events of the same user, nearest in time first. */
	othersOf(event: ReviewEvent, most: number): readonly ReviewEvent[] {
		const distance = ({ at = 0 }: ReviewEvent) => Math.abs(at - (event.at ?? 0));
		return this.events
			.filter(({ username, eventId }) => username === event.username && eventId !== event.eventId)
			.sort((one, other) => distance(one) - distance(other))
			.slice(0, most)
			.sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
	}

	#select(selection: ReadonlySet<string>): void {
		this.selection.value = selection;
		this.#announcement.value = `${selection.size} selected.`;
	}

	/** The event so many rows from the current one, or the last there is that way. */
	#from(by: number): string | undefined {
		const events = this.visible.value;
		const to = Math.min(events.length - 1, Math.max(0, this.#position(this.current.value) + by));
		return events[to]?.eventId;
	}

	#position(eventId: string | undefined): number {
		return this.visible.value.findIndex((event) => event.eventId === eventId);
	}

	/** Hidden events are neither current nor selected: decisions apply only to visible events. */
	#keepToVisible(events: readonly ReviewEvent[]): void {
		const current = this.current.peek();
		const selection = this.selection.peek();
		if (!events.some(({ eventId }) => eventId === current)) this.current.value = events[0]?.eventId;
		if (selection.size === 0) return;
		const kept = events.filter(({ eventId }) => selection.has(eventId));
		if (kept.length < selection.size) this.selection.value = new Set(kept.map(({ eventId }) => eventId));
	}
}
