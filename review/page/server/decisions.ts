import { createHash } from "node:crypto";
import {
	changeFeedbackFile,
	type FeedbackFile,
	FeedbackFileConflict,
	type FileDecision,
	openFeedbackFile,
	saveFeedbackFile,
} from "pulumi-cognito-feedback/feedback-file";
import { type AuthEvent, reviewedEvidence } from "pulumi-cognito-feedback/internal/cognito";
import { HttpError } from "pulumi-cognito-feedback/internal/loopback";
import { diffOf } from "../../diff.ts";
import type { UserEvent } from "../../listing/listPool.ts";
import type {
	ConflictResponse,
	DecisionsResponse,
	Entry,
	PageDecision,
	SavedResponse,
	SaveRequest,
} from "../protocol.ts";

export interface DecisionsOptions {
	/** The only file that is ever written. */
	readonly path: string;
	readonly userPoolId: string;
	readonly events: readonly UserEvent[];
}

/** The decisions file, as pages see it: each page changes the version that it has read. */
export class Decisions {
	readonly #options: DecisionsOptions;
	readonly #events: ReadonlyMap<string, UserEvent>;
	/** What was read or written so far, by version: several pages may be open. */
	readonly #versions = new Map<string, FeedbackFile>();

	constructor(options: DecisionsOptions) {
		this.#options = options;
		this.#events = new Map(options.events.map((event) => [event.eventId, event]));
	}

	/** @throws FeedbackFileError if the file is invalid. */
	read(): DecisionsResponse {
		const { path, userPoolId } = this.#options;
		return this.#response(openFeedbackFile(path, userPoolId));
	}

	/**
	 * @throws HttpError where the request makes no sense
	 * @throws FeedbackFileError where the file cannot be taken or written
	 */
	save({ version, changes }: SaveRequest): { saved: SavedResponse } | { conflict: ConflictResponse } {
		const file = this.#versions.get(version);
		if (file === undefined) throw new HttpError(409, "Unknown version of the file. Reload the page.");
		const newText = changeFeedbackFile(file, this.#toFileChanges(changes, file));
		try {
			const saved = saveFeedbackFile(file, newText);
			return { saved: { ...this.#response(saved), diff: diffOf(file.text, newText, file.path) } };
		} catch (error) {
			if (!(error instanceof FeedbackFileConflict)) throw error;
			return {
				conflict: {
					theirs: diffOf(file.text, error.onDisk, file.path),
					ours: diffOf(file.text, newText, file.path),
				},
			};
		}
	}

	/** The page sends only the decisions. The server adds each event's user and evidence. */
	#toFileChanges(
		changes: readonly Entry<PageDecision | null>[],
		file: FeedbackFile,
	): ReadonlyMap<string, FileDecision | undefined> {
		return new Map(
			changes.map(({ eventId, decision }) => {
				const event = this.#events.get(eventId);
				if (event === undefined) throw new HttpError(400, `Event ${eventId} is not part of this review.`);
				return [eventId, decision === null ? undefined : this.#toFileDecision(event, decision, file)];
			}),
		);
	}

	#toFileDecision(event: UserEvent, decision: PageDecision, file: FeedbackFile): FileDecision {
		// A file may know the user by another name, such as the email address, and keeps it.
		const username = file.decisions.get(event.eventId)?.username ?? event.username;
		return { username, ...decision, evidence: reviewedEvidence(toAuthEvent(event)) };
	}

	#response(file: FeedbackFile): DecisionsResponse {
		const version = createHash("sha256").update(file.text).digest("hex");
		this.#versions.set(version, file);
		const decisions = [...file.decisions].map(([eventId, { feedbackValue, note }]) => ({
			eventId,
			decision: { feedbackValue, ...(note !== undefined && { note }) },
		}));
		return { path: file.path, version, decisions };
	}
}

/** An event without its user, whom the file has already. */
function toAuthEvent({ username: _, ...event }: UserEvent): AuthEvent {
	return event;
}
