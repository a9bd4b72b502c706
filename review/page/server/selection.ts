import type { DraftDecision, PageState } from "../protocol.ts";

/** The selected events of a page, and the position of the last one. */
export class Selection {
	#rows: ReadonlySet<number> = new Set();
	#last = 0;
	/** Changes with each selection. */
	#version = 0;

	get rows(): ReadonlySet<number> {
		return this.#rows;
	}

	get size(): number {
		return this.#rows.size;
	}

	get last(): number {
		return this.#last;
	}

	get version(): number {
		return this.#version;
	}

	toggle(row: number, position: number): void {
		const rows = new Set(this.#rows);
		if (!rows.delete(row)) rows.add(row);
		this.#become(rows, rows.size > 1 ? Math.max(this.#last, position) : position);
	}

	/** @param last The position of the last of the rows. */
	set(rows: Iterable<number>, last: number): void {
		this.#become(new Set(rows), last);
	}

	clear(): void {
		this.#become(new Set(), 0);
	}

	/** Deselects hidden events: decisions apply only to listed events. */
	keep(rows: ReadonlySet<number>): void {
		if (rows.size < this.#rows.size) this.#become(rows, rows.size - 1);
	}

	/** The common value and note of the decisions on the selected events. */
	common(decision: (row: number) => DraftDecision): PageState["common"] {
		const [first] = this.#rows;
		if (first === undefined) return {};
		const { value, note } = decision(first);
		let [sameValue, sameNote] = [true, true];
		for (const row of this.#rows) {
			const other = decision(row);
			sameValue &&= other.value === value;
			sameNote &&= other.note === note;
			if (!sameValue && !sameNote) break;
		}
		return { ...(sameValue && value !== undefined && { value }), ...(sameNote && { note }) };
	}

	#become(rows: ReadonlySet<number>, last: number): void {
		this.#rows = rows;
		this.#last = last;
		this.#version++;
	}
}
