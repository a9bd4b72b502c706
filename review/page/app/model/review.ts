import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Decision, DecisionsAnswer, Entry, EventsAnswer } from "../../protocol.ts";
import {
	type Answer,
	type Answers,
	changesOf,
	isChange,
	isSame,
	isSameInFile,
	noAnswer,
	toAnswers,
} from "./answers.ts";
import { type ReviewEvent, toReviewEvents } from "./event.ts";
import { applyFilter, type Filter, noFilter, type Span, within } from "./filter.ts";
import { inOrder, type Order } from "./order.ts";
import { type Scale, scaleOf } from "./timeline.ts";

/** What undo goes back to: the answers before, and where one was. */
interface Step {
	readonly before: ReadonlyMap<string, Answer>;
	readonly current: string | undefined;
	/** Steps in a row with the same tag are one: letters typed into the same note. */
	readonly tag: string;
}

export interface Counts {
	/** Events without a decision. */
	readonly undecided: number;
	/** Events whose decision is not in the file as it is here. */
	readonly changed: number;
	/** Listed events whose decision is in the file as it is here. */
	readonly saved: number;
	/** Decisions in the file on events that are not listed: Cognito forgets events in time. */
	readonly elsewhere: number;
}

/** Everything that somebody does on the page before it is drawn. */
export class Review {
	readonly userPoolId: string;
	readonly events: readonly ReviewEvent[];
	readonly scale: Scale | undefined;

	readonly path: Signal<string>;
	readonly version: Signal<string>;
	/** The decisions in the file. */
	readonly saved: Signal<Answers>;
	/** What differs from the file. */
	readonly drafts: Signal<Answers> = signal(new Map());

	readonly filter: Signal<Filter> = signal(noFilter);
	/** The span that was brushed. */
	readonly span: Signal<Span | undefined> = signal(undefined);
	readonly order: Signal<Order> = signal("newest");
	readonly current: Signal<string | undefined>;
	readonly selection: Signal<ReadonlySet<string>> = signal(new Set());

	/** What fits the filters, whatever its time: what the timeline shows. */
	readonly filtered: ReadonlySignal<readonly ReviewEvent[]>;
	/** What the table shows. */
	readonly visible: ReadonlySignal<readonly ReviewEvent[]>;
	readonly counts: ReadonlySignal<Counts>;
	readonly changes: ReadonlySignal<readonly Entry<Decision | null>[]>;
	/** The last thing that happened, in words, for who does not see it. */
	readonly said: Signal<string> = signal("");

	readonly #steps: Signal<readonly Step[]> = signal([]);
	#anchor: string | undefined;

	constructor({ userPoolId, events }: EventsAnswer, decisions: DecisionsAnswer) {
		this.userPoolId = userPoolId;
		this.events = toReviewEvents(events);
		this.scale = scaleOf(this.events);
		this.path = signal(decisions.path);
		this.version = signal(decisions.version);
		this.saved = signal(toAnswers(decisions.decisions));
		this.current = signal(this.events[0]?.eventId);

		const isSaved = (eventId: string) => this.saved.value.has(eventId);
		this.filtered = computed(() => applyFilter(this.events, this.filter.value, isSaved));
		this.visible = computed(() => inOrder(within(this.filtered.value, this.span.value), this.order.value));
		this.changes = computed(() => changesOf(this.drafts.value, this.saved.value));
		this.counts = computed(() => this.#count());
		effect(() => this.#keepToVisible(this.visible.value));
	}

	event(eventId: string | undefined): ReviewEvent | undefined {
		return this.events.find((event) => event.eventId === eventId);
	}

	answer(eventId: string): Answer {
		return this.drafts.value.get(eventId) ?? this.saved.value.get(eventId) ?? noAnswer;
	}

	isChanged(eventId: string): boolean {
		const draft = this.drafts.value.get(eventId);
		return draft !== undefined && isChange(draft, this.saved.value.get(eventId));
	}

	/** Whether leaving the page would lose something: a decision, or a note without one. */
	get hasUnsaved(): boolean {
		return this.drafts.value.size > 0;
	}

	get canUndo(): boolean {
		return this.#steps.value.length > 0;
	}

	/** What a decision is on: the selected events, or the current one. */
	get targets(): readonly string[] {
		const { current, selection } = this;
		if (selection.value.size > 0) return [...selection.value];
		return current.value === undefined ? [] : [current.value];
	}

	/** Decides on the targets, and goes on to the next event that is undecided. */
	decide(value: NonNullable<Answer["value"]>): void {
		const ids = this.targets;
		if (ids.length === 0) return;
		batch(() => {
			this.#change(ids, (answer) => ({ ...answer, value }));
			this.said.value = `${value}: ${this.#name(ids)}. ${this.#left()}`;
			this.selection.value = new Set();
			this.#goOn(ids);
		});
	}

	/** Decides on one event, which becomes the current one; on what it is already, takes the decision back. */
	toggle(eventId: string, value: NonNullable<Answer["value"]>): void {
		const isOn = this.answer(eventId).value === value;
		batch(() => {
			this.current.value = eventId;
			this.#change([eventId], ({ note }) => (isOn ? { note } : { note, value }));
			this.said.value = `${isOn ? "No decision" : value}: ${this.#name([eventId])}. ${this.#left()}`;
		});
	}

	/** Takes the decisions on the targets back, notes included. */
	clear(): void {
		const ids = this.targets.filter((eventId) => !isSame(this.answer(eventId), noAnswer));
		if (ids.length === 0) return;
		this.#change(ids, () => noAnswer);
		this.said.value = `No decision: ${this.#name(ids)}. ${this.#left()}`;
	}

	/** Sets the note of the targets, as it is typed. */
	note(text: string): void {
		const ids = this.targets;
		this.#change(ids, (answer) => ({ ...answer, note: text }), `note ${ids.join(" ")}`);
	}

	undo(): void {
		const step = this.#steps.value.at(-1);
		if (step === undefined) {
			this.said.value = "Nothing to undo.";
			return;
		}
		batch(() => {
			this.#steps.value = this.#steps.value.slice(0, -1);
			this.#write(step.before);
			this.selection.value = new Set();
			if (step.current !== undefined) this.current.value = step.current;
			this.said.value = `Undone: ${this.#name([...step.before.keys()])}. ${this.#left()}`;
		});
	}

	/** Goes on to the next event that is undecided. */
	skip(): void {
		if (this.current.value !== undefined) this.#goOn([this.current.value]);
	}

	move(by: number): void {
		const events = this.visible.value;
		const to = Math.min(events.length - 1, Math.max(0, this.#position(this.current.value) + by));
		this.go(events[to]?.eventId);
	}

	go(eventId: string | undefined): void {
		if (eventId === undefined) return;
		this.#anchor = undefined;
		this.current.value = eventId;
	}

	/** Selects or deselects an event. */
	select(eventId: string): void {
		const selection = new Set(this.selection.value);
		if (!selection.delete(eventId)) selection.add(eventId);
		this.selection.value = selection;
		this.current.value = eventId;
		this.#anchor = eventId;
		this.#saySelected();
	}

	/** Selects from where the selection began to an event. */
	selectTo(eventId: string | undefined): void {
		if (eventId === undefined) return;
		this.#anchor ??= this.current.value;
		const [one, other] = [this.#position(this.#anchor), this.#position(eventId)];
		const range = this.visible.value.slice(Math.min(one, other), Math.max(one, other) + 1);
		batch(() => {
			this.selection.value = new Set(range.map((event) => event.eventId));
			this.current.value = eventId;
			this.#saySelected();
		});
	}

	/** Extends the selection by so many events, down or up. */
	extend(by: number): void {
		const events = this.visible.value;
		const to = Math.min(events.length - 1, Math.max(0, this.#position(this.current.value) + by));
		this.selectTo(events[to]?.eventId);
	}

	/** Selects everything that is shown; where it is already, nothing. */
	selectAll(): void {
		const events = this.visible.value;
		const isAll = this.selection.value.size === events.length;
		this.selection.value = new Set(isAll ? [] : events.map(({ eventId }) => eventId));
		this.#saySelected();
	}

	deselect(): void {
		this.#anchor = undefined;
		this.selection.value = new Set();
	}

	/** Takes over the file as it is now, with what is changed here on top. */
	rebase({ path, version, decisions }: DecisionsAnswer): void {
		const saved = toAnswers(decisions);
		batch(() => {
			this.path.value = path;
			this.version.value = version;
			this.drafts.value = new Map(
				[...this.drafts.value].filter(([eventId, draft]) => !isSameInFile(draft, saved.get(eventId))),
			);
			this.saved.value = saved;
		});
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

	#change(ids: readonly string[], to: (answer: Answer) => Answer, tag = ""): void {
		const before = new Map(ids.map((eventId) => [eventId, this.answer(eventId)]));
		const after = new Map([...before].map(([eventId, answer]) => [eventId, to(answer)]));
		if ([...after].every(([eventId, answer]) => isSame(answer, before.get(eventId)))) return;
		batch(() => {
			const steps = this.#steps.value;
			if (tag === "" || steps.at(-1)?.tag !== tag) {
				this.#steps.value = [...steps, { before, current: this.current.value, tag }];
			}
			this.#write(after);
		});
	}

	#write(answers: ReadonlyMap<string, Answer>): void {
		const drafts = new Map(this.drafts.value);
		for (const [eventId, answer] of answers) {
			if (isSame(answer, this.saved.value.get(eventId))) drafts.delete(eventId);
			else drafts.set(eventId, answer);
		}
		this.drafts.value = drafts;
	}

	/** From the last of some events to the next that is undecided, or else to the one after it. */
	#goOn(ids: readonly string[]): void {
		const events = this.visible.value;
		const last = ids.length === 1 ? this.#position(ids[0]) : Math.max(...ids.map((id) => this.#position(id)));
		const isUndecided = ({ eventId }: ReviewEvent) => this.answer(eventId).value === undefined;
		const next = events.findIndex((event, index) => index > last && isUndecided(event));
		this.go((events[next] ?? events[last + 1] ?? events[last])?.eventId);
	}

	#position(eventId: string | undefined): number {
		return this.visible.value.findIndex((event) => event.eventId === eventId);
	}

	/** What is not shown is neither current nor selected: nobody decides on what they do not see. */
	#keepToVisible(events: readonly ReviewEvent[]): void {
		const current = this.current.peek();
		const selection = this.selection.peek();
		if (!events.some(({ eventId }) => eventId === current)) this.current.value = events[0]?.eventId;
		if (selection.size === 0) return;
		const kept = events.filter(({ eventId }) => selection.has(eventId));
		if (kept.length < selection.size) this.selection.value = new Set(kept.map(({ eventId }) => eventId));
	}

	#count(): Counts {
		const drafts = this.drafts.value;
		const saved = this.saved.value;
		const changed = this.changes.value.length;
		let decided = 0;
		let asSaved = 0;
		let listed = 0;
		for (const { eventId } of this.events) {
			const draft = drafts.get(eventId);
			const inFile = saved.has(eventId);
			if (draft ? draft.value !== undefined : inFile) decided++;
			if (inFile) listed++;
			if (inFile && !draft) asSaved++;
		}
		const elsewhere = saved.size - listed;
		return { undecided: this.events.length - decided, changed, saved: asSaved, elsewhere };
	}

	#name(ids: readonly string[]): string {
		const event = this.event(ids[0]);
		if (ids.length !== 1 || event === undefined) return `${ids.length} events`;
		return [event.username, event.type, event.city].filter(Boolean).join(", ");
	}

	#left(): string {
		return `${this.counts.value.undecided} undecided.`;
	}

	#saySelected(): void {
		this.said.value = `${this.selection.value.size} selected.`;
	}
}
