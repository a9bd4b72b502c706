import type { Sample } from "pulumi-cognito-feedback/feedback-file";
import { Groups } from "../../store/page/groups.ts";
import type { Snapshot } from "../../store/page/snapshot.ts";
import type { View, ViewSpec } from "../../store/page/view.ts";
import { DecisionsFile, type DecisionsFileOptions, type OpenedFile } from "./decisionsFile.ts";
import { EventCache } from "./eventCache.ts";
import { type LookUp, LookUps } from "./lookUps.ts";

export interface ReviewOptions extends DecisionsFileOptions {
	readonly snapshot: Snapshot;
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
	readonly snapshot: Snapshot;
	readonly source: string;
	readonly window: Pick<Sample, "since" | "until">;
	readonly file: DecisionsFile;
	readonly events: EventCache;
	readonly groups: Groups;
	readonly lookUps: LookUps;
	/** The counts for recently used filters. */
	readonly summaries: Parameters<typeof View.open>[3] = new Map();
	readonly #filter: Sample["filter"];

	constructor(options: ReviewOptions) {
		const { snapshot, source = "cognito", window = {}, filter = {}, lookUp } = options;
		this.snapshot = snapshot;
		this.source = source;
		this.window = window;
		this.#filter = filter;
		this.file = new DecisionsFile(options, snapshot);
		this.events = new EventCache(snapshot);
		this.groups = new Groups(snapshot);
		this.lookUps = new LookUps(lookUp);
	}

	/**
	 * Events that are reviewed although the snapshot does not show it: by a decision in the file, or by feedback that a look-up
	 * found.
	 */
	reviewed({ decisions }: OpenedFile): ReadonlySet<number> {
		return new Set([...decisions.keys(), ...this.lookUps.withFeedback]);
	}

	/**
	 * Describes the selection of a list's events for a sample in the file: the options of the command, and the filters of the
	 * page.
	 */
	describeFilter({ filter, bins }: ViewSpec): NonNullable<Sample["filter"]> {
		const { risks, user, country, type, says, unreviewed, group, sample } = filter;
		const { from, step } = this.snapshot.scale ?? { from: 0, step: 0 };
		const moment = (bin: number) => new Date(from + bin * step).toISOString();
		return {
			...this.#filter,
			...(risks.length > 0 && { risks }),
			...(user !== "" && { user }),
			...(country !== "" && { country }),
			...(type !== "" && { type }),
			...(says !== "" && { says }),
			...(unreviewed && { unreviewed }),
			...(group && { group: group.by }),
			...(sample !== undefined && { sample }),
			...(bins && { shownSince: moment(bins[0]), shownUntil: moment(bins[1] + 1) }),
		};
	}
}
