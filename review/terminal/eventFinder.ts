import type { FeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import {
	type AuthEvent,
	type Cognito,
	EventHistory,
	type EvidenceSource,
} from "pulumi-cognito-feedback/internal/cognito";
import { missingText } from "./messages.ts";

/** An event, and the user that it belongs to as the file shall name it. */
export interface FoundEvent {
	readonly event: AuthEvent;
	readonly username: string;
	readonly source: EvidenceSource;
}

/** Finds events by their IDs or the beginnings of these, in the decisions file and in the users' histories. */
export class EventFinder {
	readonly #file: FeedbackFile;
	readonly #cognito: Pick<Cognito, "listAuthEvents"> | undefined;
	readonly #histories = new Map<string, EventHistory>();

	constructor(file: FeedbackFile, cognito?: Pick<Cognito, "listAuthEvents">) {
		this.#file = file;
		this.#cognito = cognito;
	}

	/**
	 * The ID of the one event that the file has a decision on.
	 *
	 * @param remedy What the error suggests where it has none.
	 * @throws Error where it has none, or several
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
	 * The event in Cognito.
	 *
	 * @param named Default: the user in the file.
	 * @throws Error where it is not found, is ambiguous, or no user is known
	 */
	async find(given: string, named?: string): Promise<FoundEvent> {
		const remedy = ", so its user is not known; add `--username <name>`";
		const eventId = named === undefined ? this.inFile(given, remedy) : given;
		const username = named ?? this.#file.decisions.get(eventId)?.username ?? "";
		return { event: await this.#lookUp(eventId, username), username, source: "api" };
	}

	/** Holds nothing that would have to be closed; another finder does. */
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

/** @throws Error where several events fit what was given of an ID */
export function refuseSeveral(given: string, eventIds: readonly string[]): void {
	if (eventIds.length < 2) return;
	const named = eventIds.slice(0, 5).join(", ");
	const more = eventIds.length > 5 ? ` and ${eventIds.length - 5} more` : "";
	throw new Error(`event ${given} is ambiguous: ${named}${more}; give more of the ID`);
}
