import type { View } from "../../store/page/view.ts";

/** Rows are read in chunks, so that the next events are loaded before the user moves to them. */
const chunkSize = 256;
const maxChunks = 64;

/** The rows of a view by position; the most recently used ones are cached. */
export class List {
	readonly view: View;
	readonly #chunks = new Map<number, Promise<readonly number[]>>();

	constructor(view: View) {
		this.view = view;
	}

	/** Reads the rows of a range of positions; fewer at the end of the list. */
	async rows(offset: number, count: number): Promise<readonly number[]> {
		const begin = Math.max(0, offset);
		const end = Math.min(this.view.total, offset + count);
		if (begin >= end) return [];
		const first = Math.floor(begin / chunkSize);
		const last = Math.floor((end - 1) / chunkSize);
		const chunks = [];
		for (let chunk = first; chunk <= last; chunk++) chunks.push(await this.#chunk(chunk));
		return chunks.flat().slice(begin - first * chunkSize, end - first * chunkSize);
	}

	async at(position: number): Promise<number | undefined> {
		return (await this.rows(position, 1))[0];
	}

	/** Finds the first position after another whose event matches. */
	async next(after: number, isAskedFor: (row: number) => boolean): Promise<number | undefined> {
		for (let from = after + 1; from < this.view.total; from += chunkSize) {
			const rows = await this.rows(from, chunkSize);
			const found = rows.findIndex(isAskedFor);
			if (found >= 0) return from + found;
		}
		return undefined;
	}

	#chunk(chunk: number): Promise<readonly number[]> {
		const kept = this.#chunks.get(chunk) ?? this.view.page(chunk * chunkSize, chunkSize);
		this.#chunks.delete(chunk);
		this.#chunks.set(chunk, kept);
		for (const oldest of [...this.#chunks.keys()].slice(0, -maxChunks)) this.#chunks.delete(oldest);
		return kept;
	}
}
