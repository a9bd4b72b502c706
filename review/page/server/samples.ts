import type { Sample } from "pulumi-cognito-feedback/feedback-file";
import { HttpError } from "pulumi-cognito-feedback/internal/loopback";
import type { ViewSpec } from "../../store/page/view.ts";
import type { PageState } from "../protocol.ts";
import type { OpenedSample } from "./decisionsFile.ts";

/** The samples of a session: those of the file, and those drawn but not saved yet. */
export class Samples {
	#ofFile: readonly OpenedSample[] = [];
	#drawn: readonly OpenedSample[] = [];
	/** Events that hide risk and feedback until they are decided. */
	#blind: ReadonlySet<number> = new Set();

	constructor(ofFile: readonly OpenedSample[]) {
		this.#become(ofFile, []);
	}

	/** The samples that are not saved yet. */
	get unsaved(): readonly Sample[] {
		return this.#drawn.map(({ sample }) => sample);
	}

	/** Replaces the samples of the file with the current ones; `areSaved` if they include those that were drawn. */
	rebase(ofFile: readonly OpenedSample[], areSaved: boolean): void {
		this.#become(ofFile, areSaved ? [] : this.#drawn);
	}

	/** Adds a sample that was drawn, and returns its ID. */
	add(drawn: OpenedSample): string {
		this.#become(this.#ofFile, [...this.#drawn, drawn]);
		return drawn.id;
	}

	/**
	 * The rows of the sample that a list shows, and the list itself: a blind sample is neither filtered nor sorted by what it
	 * hides.
	 *
	 * @throws HttpError if the sample does not exist
	 */
	listOf(wanted: ViewSpec): { readonly spec: ViewSpec; readonly rows?: readonly number[] } {
		const { sample: id } = wanted.filter;
		if (id === undefined) return { spec: wanted };
		const found = this.#all.find((each) => each.id === id);
		if (!found)
			throw new HttpError(
				400,
				"The file no longer contains this sample. Reload the page to see its current samples.",
			);
		return { spec: found.sample.blind ? withoutHidden(wanted) : wanted, rows: found.rows };
	}

	/** Whether a list shows a blind sample. */
	isBlind({ filter }: ViewSpec): boolean {
		return this.#all.some(({ id, sample }) => id === filter.sample && sample.blind);
	}

	/** Whether an event belongs to a blind sample. */
	hides(row: number): boolean {
		return this.#blind.has(row);
	}

	state(isDecided: (row: number) => boolean): PageState["samples"] {
		return this.#all.map(({ id, sample, rows }) => ({
			id,
			size: sample.size,
			decided: rows.filter(isDecided).length,
			drawn: sample.drawn,
			isBlind: sample.blind,
		}));
	}

	get #all(): readonly OpenedSample[] {
		return [...this.#ofFile, ...this.#drawn];
	}

	#become(ofFile: readonly OpenedSample[], drawn: readonly OpenedSample[]): void {
		this.#ofFile = ofFile;
		this.#drawn = drawn;
		this.#blind = new Set(this.#all.flatMap(({ sample, rows }) => (sample.blind ? rows : [])));
	}
}

function withoutHidden({ filter, order, ...rest }: ViewSpec): ViewSpec {
	return {
		...rest,
		filter: { ...filter, risks: [], says: "", unreviewed: false },
		order: order === "riskiest" || order === "not-me" ? "newest" : order,
	};
}
