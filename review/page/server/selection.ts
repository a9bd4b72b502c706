import type { DraftDecision, PageState } from "../protocol.ts";

let made = 0;

/** The selected events of a page, and the position of the last one. */
export class Selection {
	/** Another selection has another number. */
	readonly number = made++;
	readonly rows: ReadonlySet<number>;
	readonly last: number;

	constructor(rows: ReadonlySet<number> = new Set(), last = 0) {
		this.rows = rows;
		this.last = last;
	}

	get size(): number {
		return this.rows.size;
	}

	toggled(row: number, position: number): Selection {
		const rows = new Set(this.rows);
		if (!rows.delete(row)) rows.add(row);
		return new Selection(rows, rows.size > 1 ? Math.max(this.last, position) : position);
	}

	/** Without hidden events: decisions apply only to listed events. */
	kept(rows: ReadonlySet<number>): Selection {
		return rows.size < this.rows.size ? new Selection(rows, rows.size - 1) : this;
	}

	/** The common value and note of the decisions on the selected events. */
	common(decision: (row: number) => DraftDecision): PageState["common"] {
		const [first] = this.rows;
		if (first === undefined) return {};
		const { value, note } = decision(first);
		let [sameValue, sameNote] = [true, true];
		for (const row of this.rows) {
			const other = decision(row);
			sameValue &&= other.value === value;
			sameNote &&= other.note === note;
			if (!sameValue && !sameNote) break;
		}
		return { ...(sameValue && value !== undefined && { value }), ...(sameNote && { note }) };
	}
}
