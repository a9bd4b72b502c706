import type { Sample } from "pulumi-cognito-feedback/feedback-file";
import { Groups } from "../../store/page/groups.ts";
import type { Snapshot } from "../../store/page/snapshot.ts";
import type { View, ViewSpec } from "../../store/page/view.ts";
import { DecisionsFile, type DecisionsFileOptions, type OpenedFile } from "./decisionsFile.ts";
import { EventCache } from "./eventCache.ts";
import { type LookUp, LookUps } from "./lookUps.ts";

export interface ReviewOptions extends DecisionsFileOptions {
	readonly snapshot: Snapshot;
	/** Where they came from, as `--from` names it. Default: `cognito`. */
	readonly source?: string;
	/** The span of time that was asked for, as ISO 8601. */
	readonly window?: Pick<Sample, "since" | "until">;
	/** The options that chose the events. */
	readonly filter?: Sample["filter"];
	readonly lookUp?: LookUp | undefined;
}

/** What all pages of one server share. */
export class Review {
	readonly snapshot: Snapshot;
	readonly source: string;
	readonly window: Pick<Sample, "since" | "until">;
	readonly file: DecisionsFile;
	readonly events: EventCache;
	readonly groups: Groups;
	readonly lookUps: LookUps;
	/** What was counted for the filters that were used last. */
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

	/** Events that are answered without the snapshot's knowing: by the file, or in Cognito when someone opened them. */
	reviewed({ decisions }: OpenedFile): ReadonlySet<number> {
		return new Set([...decisions.keys(), ...this.lookUps.answered]);
	}

	/** What chose the events of a list, for a sample in the file: the options of the command, and filters of the page. */
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
