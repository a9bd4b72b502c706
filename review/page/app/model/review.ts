import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { DecisionsResponse, EventsResponse } from "../../protocol.ts";
import { type DraftDecision, isSame, noDecision } from "./draftDecisions.ts";
import { type Counts, Drafts } from "./drafts.ts";
import { toReviewEvents } from "./event.ts";
import { EventList } from "./eventList.ts";
import { type Scale, scaleOf } from "./timeline.ts";

type Value = NonNullable<DraftDecision["value"]>;

/** The state of the page and what its user can do: decide on the events of the list. */
export class Review {
	readonly userPoolId: string;
	/** What the events have of some fields, the most frequent first. */
	readonly values: { readonly country: readonly string[]; readonly type: readonly string[] };
	readonly list: EventList;
	readonly drafts: Drafts;
	readonly scale: Scale | undefined;
	readonly counts: ReadonlySignal<Counts>;
	/** The last thing that happened, for screen readers. */
	readonly announcement: Signal<string> = signal("");

	constructor({ userPoolId, events }: EventsResponse, decisions: DecisionsResponse) {
		this.userPoolId = userPoolId;
		this.values = { country: events.shared.country.values, type: events.shared.type.values };
		this.drafts = new Drafts(decisions);
		const isSaved = (eventId: string) => this.drafts.saved.value.has(eventId);
		this.list = new EventList(toReviewEvents(events), isSaved, this.announcement);
		this.scale = scaleOf(this.list.events);
		this.counts = computed(() => this.drafts.count(this.list));
	}

	/** Decides on the targets, and goes on to the next event that is undecided. */
	decide(value: Value): void {
		const ids = this.list.targets;
		if (ids.length === 0) return;
		batch(() => {
			this.#change(ids, (draft) => ({ ...draft, value }));
			this.#announce(value, ids);
			this.list.selection.value = new Set();
			this.#goOn(ids);
		});
	}

	/** Decides on one event, which becomes the current one; on what it is already, takes the decision back. */
	toggle(eventId: string, value: Value): void {
		const isOn = this.drafts.decision(eventId).value === value;
		batch(() => {
			this.list.current.value = eventId;
			this.#change([eventId], ({ note }) => (isOn ? { note } : { note, value }));
			this.#announce(isOn ? "No decision" : value, [eventId]);
		});
	}

	/** Takes the decisions on the targets back, notes included. */
	clear(): void {
		const ids = this.list.targets.filter((eventId) => !isSame(this.drafts.decision(eventId), noDecision));
		if (ids.length === 0) return;
		this.#change(ids, () => noDecision);
		this.#announce("No decision", ids);
	}

	/** Sets the note of the targets, as it is typed. */
	note(text: string): void {
		const ids = this.list.targets;
		this.#change(ids, (draft) => ({ ...draft, note: text }), `note ${ids.join(" ")}`);
	}

	undo(): void {
		batch(() => {
			const step = this.drafts.undo();
			if (step === undefined) {
				this.announcement.value = "Nothing to undo.";
				return;
			}
			this.list.selection.value = new Set();
			if (step.current !== undefined) this.list.current.value = step.current;
			this.#announce("Undone", [...step.before.keys()]);
		});
	}

	/** Goes on to the next event that is undecided. */
	skip(): void {
		const current = this.list.current.value;
		if (current !== undefined) this.#goOn([current]);
	}

	#change(ids: readonly string[], to: (draft: DraftDecision) => DraftDecision, tag = ""): void {
		this.drafts.change(ids, to, { current: this.list.current.value, tag });
	}

	#goOn(ids: readonly string[]): void {
		this.list.goOn(ids, (eventId) => this.drafts.decision(eventId).value === undefined);
	}

	/** Announces what was done to some events, and what is left. */
	#announce(what: string, ids: readonly string[]): void {
		const event = ids.length === 1 ? this.list.find(ids[0]) : undefined;
		const which = event
			? [event.username, event.type, event.city].filter(Boolean).join(", ")
			: `${ids.length} events`;
		this.announcement.value = `${what}: ${which}. ${this.counts.value.undecided} undecided.`;
	}
}
