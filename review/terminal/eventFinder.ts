import type { FeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import {
	type AuthEvent,
	type Cognito,
	EventHistory,
	type EvidenceSource,
} from "pulumi-cognito-feedback/internal/cognito";
import { missingText } from "./messages.ts";

/** An event, and the name of its user for the file. */
export interface FoundEvent {
	readonly event: AuthEvent;
	readonly username: string;
	readonly source: EvidenceSource;
}

/** Finds events by their IDs or prefixes of them, in the decisions file and in the users' histories. */
export class EventFinder {
	readonly #file: FeedbackFile;
	readonly #cognito: Pick<Cognito, "listAuthEvents"> | undefined;
	readonly #histories = new Map<string, EventHistory>();

	constructor(file: FeedbackFile, cognito?: Pick<Cognito, "listAuthEvents">) {
		this.#file = file;
		this.#cognito = cognito;
	}

	/**
	 * Finds the ID of the event in the file.
	 *
	 * @param remedy What the error suggests if the file has no such event.
	 * @throws Error if the file has no such event, or several
	 */
	inFile(given: string, remedy = ""): string {
		const { path, decisions } = this.#file;
		const matches = [...decisions.keys()].filter((each) => each.startsWith(given));
		const found = decisions.has(given) ? [given] : matches;
		refuseSeveral(given, found);
		const [eventId] = found;
		if (eventId === undefined) throw new Error(`${path}: has no decision on event ${given}${remedy}`);
		return eventId;
	}

	/**
	 * Finds the event in Cognito.
	 *
	 * @param named The user. Default: the one in the file.
	 * @throws Error if it is not found, is ambiguous, or no user is known
	 */
	async find(given: string, named?: string): Promise<FoundEvent> {
		const remedy = ", so its user is not known; add `--username <name>`";
		const eventId = named === undefined ? this.inFile(given, remedy) : given;
		const username = named ?? this.#file.decisions.get(eventId)?.username ?? "";
		return { event: await this.#lookUp(eventId, username), username, source: "api" };
	}

	/** This finder has nothing to close; the other one does. */
	async close(): Promise<void> {}

	async #lookUp(given: string, username: string): Promise<AuthEvent> {
		const { userPoolId } = this.#file;
		const history = this.#historyOf(username);
		const found = await history.lookUp(given);
		if (found.outcome === "found") return found.event;
		if (found.outcome === "notFound" && !found.error) {
			// The history was read to its end.
			const matches: AuthEvent[] = [];
			for await (const page of history.pages())
				matches.push(...page.filter(({ eventId }) => eventId.startsWith(given)));
			refuseSeveral(
				given,
				matches.map(({ eventId }) => eventId),
			);
			const [event] = matches;
			if (event) return event;
		}
		throw new Error(missingText({ userPoolId, username, eventId: given }, found));
	}

	#historyOf(username: string): EventHistory {
		const known = this.#histories.get(username);
		if (known) return known;
		if (!this.#cognito) throw new Error("there is no connection to Cognito");
		const history = new EventHistory(this.#cognito, { userPoolId: this.#file.userPoolId, username });
		this.#histories.set(username, history);
		return history;
	}
}

/** @throws Error if several events match a prefix of an ID */
export function refuseSeveral(given: string, eventIds: readonly string[]): void {
	if (eventIds.length < 2) return;
	const named = eventIds.slice(0, 5).join(", ");
	const more = eventIds.length > 5 ? ` and ${eventIds.length - 5} more` : "";
	throw new Error(`event ${given} is ambiguous: ${named}${more}; use a longer prefix of the ID`);
}
