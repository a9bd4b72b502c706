import type { FeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import {
	type AuthEvent,
	type Cognito,
	EventHistory,
	type EvidenceSource,
} from "pulumi-cognito-feedback/internal/cognito";
import { eventsById } from "../store/index.ts";
import { missingText } from "./messages.ts";
import { type Opening, openEvents, reportReading } from "./openEvents.ts";

/** An event, and the name of its user for the file. */
export interface FoundEvent {
	readonly event: AuthEvent;
	readonly username: string;
	readonly source: EvidenceSource;
}

/** Finds events by their IDs or prefixes of them. */
export interface EventFinder {
	/**
	 * @param username The user. Default: the one in the file or in the store.
	 * @throws Error if the event is not found, is ambiguous, or no user is known
	 */
	find(given: string, username?: string): Promise<FoundEvent>;
	close(): Promise<void>;
}

/**
 * Finds the ID of an event in the decisions file.
 *
 * @param remedy What the error suggests if the file has no such event.
 * @throws Error if the file has no such event, or several
 */
export function eventIdIn({ path, decisions }: FeedbackFile, given: string, remedy = ""): string {
	if (decisions.has(given)) return given;
	const matches = [...decisions.keys()].filter((each) => each.startsWith(given));
	const found = onlyOf(
		given,
		matches.map((eventId) => ({ eventId })),
	);
	if (found === undefined) throw new Error(`${path}: has no decision on event ${given}${remedy}`);
	return found.eventId;
}

/** Finds events in the histories of their users in Cognito. */
export function cognitoFinder(file: FeedbackFile, cognito: Pick<Cognito, "listAuthEvents">): EventFinder {
	const { userPoolId, decisions } = file;
	const histories = new Map<string, EventHistory>();
	async function lookUp(eventId: string, username: string): Promise<AuthEvent> {
		const history = histories.get(username) ?? new EventHistory(cognito, { userPoolId, username });
		histories.set(username, history);
		const found = await history.lookUp(eventId);
		if (found.outcome === "found") return found.event;
		if (found.outcome === "notFound" && !found.error) {
			// The history was read to its end.
			const matches: AuthEvent[] = [];
			for await (const page of history.pages())
				matches.push(...page.filter((each) => each.eventId.startsWith(eventId)));
			const event = onlyOf(eventId, matches);
			if (event) return event;
		}
		throw new Error(missingText({ userPoolId, username, eventId }, found));
	}
	return {
		async find(given, named) {
			const remedy = ", so its user is not known; add `--username <name>`";
			const eventId = named === undefined ? eventIdIn(file, given, remedy) : given;
			const username = named ?? decisions.get(eventId)?.username ?? "";
			return { event: await lookUp(eventId, username), username, source: "api" };
		},
		async close() {},
	};
}

/** Finds events in the store, which it fills from the source that the options name. */
export async function storedFinder(options: Opening): Promise<EventFinder> {
	const opened = await openEvents(options);
	reportReading(opened);
	const { store, source: from } = opened;
	return {
		async find(given, named) {
			const found = onlyOf(given, await eventsById(store, given));
			if (found === undefined) throw new Error(`event ${given} was not found in ${from}`);
			// Fields that are not part of the event are not part of the evidence.
			const { username, source = "api", clientId: _, ...event } = found;
			return { event, username: named ?? username, source };
		},
		close: () => store.close(),
	};
}

/**
 * The event that an ID or a prefix of it matches, if any.
 *
 * @throws Error if there are several
 */
function onlyOf<T extends { readonly eventId: string }>(given: string, matches: readonly T[]): T | undefined {
	if (matches.length < 2) return matches[0];
	const ids = matches.map(({ eventId }) => eventId);
	const more = ids.length > 5 ? ` and ${ids.length - 5} more` : "";
	throw new Error(
		`event ${given} is ambiguous: ${ids.slice(0, 5).join(", ")}${more}; use a longer prefix of the ID`,
	);
}
