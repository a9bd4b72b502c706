import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Sample } from "pulumi-cognito-feedback/feedback-file";
import { reviewedEvidence } from "pulumi-cognito-feedback/internal/cognito";
import { drawSample } from "../../store/page/events.ts";
import type { PageFilter } from "../../store/page/filter.ts";
import { Groups } from "../../store/page/groups.ts";
import { View, type ViewSpec } from "../../store/page/view.ts";
import { noFilter } from "../protocol.ts";
import {
	type DecidedEvent,
	DecisionsFile,
	type DecisionsFileOptions,
	type OpenedFile,
	type OpenedSample,
	sampleId,
} from "./decisionsFile.ts";
import { EventCache } from "./eventCache.ts";
import { List } from "./list.ts";
import { type LookUp, LookUps } from "./lookUps.ts";

export interface ReviewOptions extends DecisionsFileOptions {
	/** The source of the events, as in `--from`. Default: `cognito`. */
	readonly source?: string;
	/** The requested period, as ISO 8601. */
	readonly window?: Pick<Sample, "since" | "until">;
	/** The options that selected the events. */
	readonly filter?: Sample["filter"];
	readonly lookUp?: LookUp | undefined;
}

/** The state that all pages of a server share. */
export class Review {
	readonly options: ReviewOptions;
	readonly file: DecisionsFile;
	readonly events: EventCache;
	readonly groups: Groups;
	readonly lookUps: LookUps;
	/** The counts for recently used filters. */
	readonly #summaries: Parameters<typeof View.open>[3] = new Map();

	constructor(options: ReviewOptions) {
		this.options = options;
		this.file = new DecisionsFile(options);
		this.events = new EventCache(options.snapshot);
		this.groups = new Groups(options.snapshot);
		this.lookUps = new LookUps(options.lookUp);
	}

	/**
	 * Opens a list of events, or of those of a sample. An event is also reviewed by a decision in the file, or by feedback that a
	 * look-up found; the snapshot shows neither.
	 */
	async list({ decisions }: OpenedFile, spec: ViewSpec, sample?: readonly number[]): Promise<List> {
		const reviewed = new Set([...decisions.keys(), ...this.lookUps.withFeedback]);
		const sets = { reviewed, ...(sample && { sample }) };
		return new List(await View.open(this.options.snapshot, spec, sets, this.#summaries));
	}

	/** Draws a random sample of a list. */
	async draw(view: View, size: number, isBlind: boolean): Promise<OpenedSample> {
		const { snapshot, source = "cognito", window } = this.options;
		const seed = randomBytes(8).toString("hex");
		const events = await drawSample(snapshot, view.condition, { size, seed });
		const sample: Sample = {
			drawn: new Date().toISOString(),
			source,
			...window,
			filter: this.#describeFilter(view.spec),
			population: view.total,
			size: events.length,
			seed,
			blind: isBlind,
			events: events.map(({ eventId }) => eventId),
		};
		return { id: sampleId(sample), sample, rows: events.map(({ row }) => row) };
	}

	/** The events of decisions for the file, with the evidence that the reviewer saw. */
	async decidedEvents(rows: readonly number[]): Promise<ReadonlyMap<number, DecidedEvent>> {
		return new Map(
			(await this.events.read(rows)).map((event) => {
				const {
					row,
					username,
					source,
					at: _at,
					risk: _risk,
					clientId: _clientId,
					statement: _statement,
					...authEvent
				} = event;
				const found = this.lookUps.found(row);
				const evidence = found ? reviewedEvidence(found, "api") : reviewedEvidence(authEvent, source);
				return [row, { eventId: event.eventId, username, evidence }];
			}),
		);
	}

	/**
	 * Describes the selection of a list's events for a sample in the file: the options of the command, and the filters of the
	 * page.
	 */
	#describeFilter({ filter: { group, sample, ...filter }, bins }: ViewSpec): NonNullable<Sample["filter"]> {
		const { from, step } = this.options.snapshot.scale ?? { from: 0, step: 0 };
		const moment = (bin: number) => new Date(from + bin * step).toISOString();
		const set = Object.entries(filter).filter(
			([name, value]) => !isDeepStrictEqual(value, noFilter[name as keyof PageFilter]),
		);
		return {
			...this.options.filter,
			...Object.fromEntries(set),
			...(group && { group: group.by }),
			...(sample !== undefined && { sample }),
			...(bins && { shownSince: moment(bins[0]), shownUntil: moment(bins[1] + 1) }),
		};
	}
}
