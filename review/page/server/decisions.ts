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

/** So many versions of the file are kept, each of megabytes where there are thousands of decisions. */
const mostVersions = 4;

/** The decisions file, as pages see it: each page changes the version that it has read. */
export class Decisions {
	readonly #options: DecisionsOptions;
	readonly #events: ReadonlyMap<string, UserEvent>;
	/** What was read or written last, by version: several pages may be open. */
	readonly #versions = new Map<string, FeedbackFile>();

	constructor(options: DecisionsOptions) {
		this.#options = options;
		this.#events = new Map(options.events.map((event) => [event.eventId, event]));
	}

	/** How many versions are kept. */
	get versions(): number {
		return this.#versions.size;
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
		// Before the file is written: what fails must not leave a page behind that knows nothing of it.
		const diff = diffOf(file.text, newText, file.path);
		try {
			const saved = saveFeedbackFile(file, newText);
			return { saved: { ...this.#response(saved), diff } };
		} catch (error) {
			if (!(error instanceof FeedbackFileConflict)) throw error;
			return {
				conflict: {
					theirs: diffOf(file.text, error.onDisk, file.path),
					ours: diff,
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
		// The latest last. A page that has an older one is told to reload.
		this.#versions.delete(version);
		this.#versions.set(version, file);
		for (const oldest of [...this.#versions.keys()].slice(0, -mostVersions)) this.#versions.delete(oldest);
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
