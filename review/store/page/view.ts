import { type Bins, filterCondition, narrowing, type PageFilter, type Sets } from "./filter.ts";
import { risks } from "./risk.ts";
import type { Snapshot } from "./snapshot.ts";
import { and, type Condition, condition, isAmong, rowsWhere } from "./sql.ts";

export const sortOrders = ["newest", "oldest", "riskiest", "user", "not-me"] as const;
export type SortOrder = (typeof sortOrders)[number];

export interface ViewSpec {
	readonly filter: PageFilter;
	/** The bins selected in the timeline. */
	readonly bins?: Bins;
	readonly order: SortOrder;
}

/** The number of a filter's events in a block of rows, by bin and risk. Timeline, totals and positions need nothing else. */
type Cell = Readonly<Record<"block" | "bin" | "rank" | "count", number>>;

/** The rows of a block, as a power of two. Smaller blocks make larger summaries; larger blocks make a page slower. */
const blockBits = 13;
/** The users of a block if the order is by user, as a power of two. */
const userBits = 8;

/** A part of a list whose events are sorted by one column, with the number of events in each block of the column's values. */
interface Segment {
	readonly ranks: readonly number[];
	/** The values in the column `said`, if the list is sorted by users' statements. */
	readonly said: readonly number[] | undefined;
	readonly counts: readonly number[];
	readonly total: number;
}

/** A filtered and sorted list of events. It contains counts instead of events, from which it computes positions. */
export class View {
	readonly spec: ViewSpec;
	/** The condition of the filter, without risks and time. */
	readonly base: Condition;
	/** The number of events in each bin by risk, in the order of `risks`. It does not depend on the selected bins. */
	readonly timeline: readonly (readonly number[])[];
	readonly total: number;
	readonly #snapshot: Snapshot;
	readonly #segments: readonly Segment[];

	private constructor(
		snapshot: Snapshot,
		spec: ViewSpec,
		{ base, cells, segments }: { base: Condition; cells: readonly Cell[]; segments: readonly Segment[] },
	) {
		this.#snapshot = snapshot;
		this.spec = spec;
		this.base = base;
		this.#segments = segments;
		this.total = sum(segments.map(({ total }) => total));
		this.timeline = timelineOf(snapshot, cells, shownRanks(spec));
	}

	/** @param summaries A cache of the caller: the counts of a filter are the same for every order, risk and range of bins. */
	static async open(
		snapshot: Snapshot,
		spec: ViewSpec,
		sets: Sets,
		summaries: Map<string, readonly Cell[]>,
	): Promise<View> {
		const base = filterCondition(snapshot, spec.filter, sets);
		const key = JSON.stringify(base);
		const cells = summaries.get(key) ?? (await summarize(snapshot, base));
		// Moves the summary to the end, as the most recently used.
		summaries.delete(key);
		summaries.set(key, cells);
		for (const oldest of [...summaries.keys()].slice(0, -maxSummaries)) summaries.delete(oldest);
		return new View(snapshot, spec, { base, cells, segments: await segmentsOf(snapshot, spec, base, cells) });
	}

	get condition(): Condition {
		return conditionOf(this.spec, this.base);
	}

	/** Reads the rows from a position on, fewer at the end of the list. */
	async page(position: number, count: number): Promise<readonly number[]> {
		const begin = Math.max(0, position);
		const end = Math.min(this.total, position + count);
		const isReversed = this.spec.order === "oldest";
		const rows = await this.#forward(isReversed ? this.total - end : begin, end - begin);
		return isReversed ? rows.toReversed() : rows;
	}

	/** The position of an event; `undefined` if it is not in the list. */
	async positionOf(row: number): Promise<number | undefined> {
		const [found] = await this.#snapshot.database.rows<{ rank: number; said: number; user: number }>(
			`SELECT rank, said, username AS user FROM page_events WHERE "row" = ? AND ${this.condition.sql}`,
			[row, ...this.condition.values],
		);
		if (found === undefined) return undefined;
		const { bits, column } = orderOf(this.spec);
		const index = this.#segments.findIndex(
			({ ranks, said }) => ranks.includes(found.rank) && said?.includes(found.said) !== false,
		);
		const segment = this.#segments[index];
		if (segment === undefined) return undefined;
		const block = (column === "username" ? found.user : row) >> bits;
		const within = and(
			this.#rows(segment, block, block),
			column === "username"
				? condition(`(username, "row") < (?, ?)`, found.user, row)
				: condition(`"row" < ?`, row),
		);
		const [{ count = 0 } = {}] = await this.#snapshot.database.rows<{ count: number }>(
			`SELECT count(*)::INTEGER AS count FROM page_events WHERE ${within.sql}`,
			within.values,
		);
		const before = this.#segments.slice(0, index).map(({ total }) => total);
		const position = sum(before) + sum(segment.counts.slice(0, block)) + count;
		return this.spec.order === "oldest" ? this.total - 1 - position : position;
	}

	/** Reads up to a number of rows of the list, in no particular order. */
	rows(limit: number, also?: Condition): Promise<readonly number[]> {
		return rowsWhere(this.#snapshot.database, and(this.condition, also), "LIMIT ?", limit);
	}

	async keep(rows: ReadonlySet<number>): Promise<ReadonlySet<number>> {
		return rows.size === 0 ? rows : new Set(await this.rows(rows.size, isAmong(`"row"`, rows)));
	}

	/** Reads the rows from a position on, in the order of the segments. */
	async #forward(position: number, count: number): Promise<readonly number[]> {
		const rows: number[] = [];
		let skipped = position;
		for (const segment of this.#segments) {
			const missing = count - rows.length;
			if (missing <= 0) break;
			if (skipped >= segment.total) skipped -= segment.total;
			else {
				rows.push(...(await this.#pageOf(segment, skipped, missing)));
				skipped = 0;
			}
		}
		return rows;
	}

	#pageOf(segment: Segment, position: number, count: number): Promise<readonly number[]> {
		const { counts } = segment;
		let skip = position;
		let first = 0;
		for (; skip >= (counts[first] ?? 0); first++) skip -= counts[first] ?? 0;
		let last = first;
		for (let held = counts[last] ?? 0; held < skip + count && last < counts.length - 1; )
			held += counts[++last] ?? 0;
		const order = this.spec.order === "user" ? `username, "row"` : `"row"`;
		return rowsWhere(
			this.#snapshot.database,
			this.#rows(segment, first, last),
			`ORDER BY ${order} LIMIT ? OFFSET ?`,
			...[count, skip],
		);
	}

	#rows({ ranks, said }: Segment, first: number, last: number): Condition {
		const { column, bits } = orderOf(this.spec);
		return and(
			condition(`${column} >= ? AND ${column} < ?`, first * 2 ** bits, (last + 1) * 2 ** bits),
			ranks.length < risks.length && isAmong("rank", ranks),
			said && isAmong("said", said),
			narrowing([], this.spec.bins),
			this.base,
		);
	}
}

/** The column that the events of a segment are sorted by, and the values of a block as a power of two. */
function orderOf({ order }: ViewSpec): { readonly column: "username" | `"row"`; readonly bits: number } {
	return order === "user" ? { column: "username", bits: userBits } : { column: `"row"`, bits: blockBits };
}

function conditionOf({ filter, bins }: ViewSpec, base: Condition): Condition {
	return and(base, narrowing(filter.risks, bins));
}

const maxSummaries = 16;

function shownRanks({ filter }: ViewSpec): readonly number[] {
	return risks.flatMap((risk, rank) =>
		filter.risks.length === 0 || filter.risks.includes(risk) ? [rank] : [],
	);
}

function summarize({ database }: Snapshot, base: Condition): Promise<readonly Cell[]> {
	return database.rows<Cell>(
		`SELECT "row" >> ${blockBits} AS block, bin, rank, count(*)::INTEGER AS count
		FROM page_events WHERE ${base.sql} GROUP BY 1, 2, 3`,
		base.values,
	);
}

async function segmentsOf(
	snapshot: Snapshot,
	spec: ViewSpec,
	base: Condition,
	cells: readonly Cell[],
): Promise<readonly Segment[]> {
	const ranks = shownRanks(spec);
	if (spec.order === "user" || spec.order === "not-me") {
		const { column, bits } = orderOf(spec);
		const { sql, values } = conditionOf(spec, base);
		const blocks = await snapshot.database.rows<{ block: number; said: number; count: number }>(
			`SELECT ${column} >> ${bits} AS block, said, count(*)::INTEGER AS count FROM page_events WHERE ${sql} GROUP BY 1, 2`,
			values,
		);
		const groups = spec.order === "user" ? [undefined] : notMeFirst;
		return groups.map((said) =>
			toSegment(
				{ ranks, said },
				blocks.filter((each) => said?.includes(each.said) !== false),
			),
		);
	}
	const shown = cells.filter(({ bin }) => !spec.bins || (bin >= spec.bins[0] && bin <= spec.bins[1]));
	const groups = spec.order === "riskiest" ? ranks.map((rank) => [rank]) : [ranks];
	return groups.map((group) =>
		toSegment(
			{ ranks: group, said: undefined },
			shown.filter(({ rank }) => group.includes(rank)),
		),
	);
}

/** First the events that users deny, then those without a statement or with one from their own session, then the rest. */
const notMeFirst: readonly (readonly number[])[] = [[3], [0, 1], [2]];

function toSegment(
	which: Pick<Segment, "ranks" | "said">,
	blocks: readonly { readonly block: number; readonly count: number }[],
): Segment {
	const counts: number[] = [];
	for (const { block, count } of blocks) {
		while (counts.length <= block) counts.push(0);
		counts[block] = (counts[block] ?? 0) + count;
	}
	return { ...which, counts, total: sum(counts) };
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((all, number) => all + number, 0);
}

function timelineOf(
	{ scale }: Snapshot,
	cells: readonly Cell[],
	shown: readonly number[],
): readonly (readonly number[])[] {
	const counts = risks.map(() => new Array<number>(scale?.bins ?? 0).fill(0));
	for (const { bin, rank, count } of cells) {
		const ofRank = counts[rank];
		if (ofRank && bin < ofRank.length && shown.includes(rank)) ofRank[bin] = (ofRank[bin] ?? 0) + count;
	}
	return counts;
}
