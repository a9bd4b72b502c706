import {
	addSample,
	changeFeedbackFile,
	type FeedbackFile,
	FeedbackFileConflict,
	type FileDecision,
	openFeedbackFile,
	parseFeedbackFile,
	type Sample,
	saveFeedbackFile,
} from "pulumi-cognito-feedback/feedback-file";
import type { ReviewedEvidence } from "pulumi-cognito-feedback/internal/cognito";
import { diffOf } from "../../diff.ts";
import { findRows } from "../../store/page/events.ts";
import type { Snapshot } from "../../store/page/snapshot.ts";
import type { ConflictResponse, SavedResponse } from "../protocol.ts";
import type { Decisions } from "./drafts.ts";
import { maxDiffLines } from "./limits.ts";

export interface DecisionsFileOptions {
	readonly snapshot: Snapshot;
	/** The path of the only file that the server writes. */
	readonly path: string;
	readonly userPoolId: string;
	/** The Region, if given; `undefined` for the one in the pool's ID. */
	readonly region?: string | undefined;
}

/** The file as read, with its decisions by event number. */
export interface OpenedFile {
	readonly file: FeedbackFile;
	readonly decisions: Decisions;
	/** The number of decisions on events outside this review. */
	readonly elsewhere: number;
	readonly samples: readonly OpenedSample[];
}

export interface OpenedSample {
	readonly id: string;
	readonly sample: Sample;
	readonly rows: readonly number[];
}

/** The result of saving: the file as written, or why it was not. */
export type Saving =
	| { readonly opened: OpenedFile; readonly saved: SavedResponse }
	| { readonly conflict: ConflictResponse };

/** The event of a decision, for the file. */
export interface DecidedEvent {
	readonly eventId: string;
	readonly username: string;
	readonly evidence: ReviewedEvidence;
}

/** The decisions file as the pages see it: each page changes the version that it read. */
export class DecisionsFile {
	readonly #options: DecisionsFileOptions;
	/** The version read last: most pages that open find it unchanged. */
	#last: OpenedFile | undefined;

	constructor(options: DecisionsFileOptions) {
		this.#options = options;
	}

	/** @throws FeedbackFileError if the file is invalid. */
	async read(): Promise<OpenedFile> {
		const { path, userPoolId, region } = this.#options;
		const file = openFeedbackFile(path, userPoolId, region);
		return this.#last?.file.text === file.text ? this.#last : this.#open(file);
	}

	/**
	 * Writes changes, and their events, on top of the version that was read.
	 *
	 * @throws FeedbackFileError if the file is invalid or cannot be written
	 */
	async save(
		{ file }: OpenedFile,
		changes: Decisions,
		events: ReadonlyMap<number, DecidedEvent>,
		samples: readonly Sample[],
	): Promise<Saving> {
		const newText = samples.reduce(
			(text, sample) => addSample(parseFeedbackFile(file.path, text), sample),
			changeFeedbackFile(file, toFileChanges(changes, events, file)),
		);
		// Before the file is written, so that a failure does not leave the page with an outdated version.
		const shown = { path: file.path, maxLines: maxDiffLines };
		const diff = diffOf(file.text, newText, shown);
		try {
			const opened = await this.#open(saveFeedbackFile(file, newText));
			const decisions = opened.file.decisions.size;
			return { opened, saved: { path: file.path, decisions, changed: changes.size, diff } };
		} catch (error) {
			if (!(error instanceof FeedbackFileConflict)) throw error;
			return { conflict: { theirs: diffOf(file.text, error.onDisk, shown), ours: diff } };
		}
	}

	async #open(file: FeedbackFile): Promise<OpenedFile> {
		const rows = await findRows(this.#options.snapshot, [
			...new Set([...file.decisions.keys(), ...file.samples.flatMap(({ events }) => events)]),
		]);
		const decisions = new Map(
			[...file.decisions].flatMap(([eventId, { feedbackValue, note = "" }]) => {
				const row = rows.get(eventId);
				return row === undefined ? [] : [[row, { value: feedbackValue, note }] as const];
			}),
		);
		this.#last = {
			file,
			decisions,
			elsewhere: file.decisions.size - decisions.size,
			samples: file.samples.map((sample) => ({
				id: sampleId(sample),
				sample,
				rows: sample.events.flatMap((eventId) => rows.get(eventId) ?? []),
			})),
		};
		return this.#last;
	}
}

/** Identifies a sample while the page is open, saved or not. */
export function sampleId({ drawn, seed }: Pick<Sample, "drawn" | "seed">): string {
	return `${drawn} ${seed}`;
}

function toFileChanges(
	changes: Decisions,
	events: ReadonlyMap<number, DecidedEvent>,
	file: FeedbackFile,
): ReadonlyMap<string, FileDecision | undefined> {
	return new Map(
		[...changes].flatMap(([row, { value, note }]): [string, FileDecision | undefined][] => {
			const event = events.get(row);
			if (event === undefined) return [];
			const { eventId, evidence } = event;
			if (value === undefined) return [[eventId, undefined]];
			// A file may have another name of the user, such as the email address, which is kept.
			const username = file.decisions.get(eventId)?.username ?? event.username;
			const trimmed = note.trim();
			return [
				[eventId, { username, feedbackValue: value, ...(trimmed !== "" && { note: trimmed }), evidence }],
			];
		}),
	);
}
