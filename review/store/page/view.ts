import { type Bins, filterCondition, narrowing, type PageFilter, type Sets } from "./filter.ts";
import { risks } from "./risk.ts";
import type { Snapshot } from "./snapshot.ts";
import { and, type Condition, condition, everything, numbersParam, numbersSql } from "./sql.ts";

export const sortOrders = ["newest", "oldest", "riskiest", "user", "not-me"] as const;
export type SortOrder = (typeof sortOrders)[number];

/** The content and order of a list. */
export interface ViewSpec {
	readonly filter: PageFilter;
	/** The bins selected in the timeline. */
	readonly bins?: Bins;
	readonly order: SortOrder;
}

/** The number of a filter's events in a block of rows, by bin and risk. Timeline, totals and positions need nothing else. */
interface Cell {
	readonly block: number;
	readonly bin: number;
	readonly rank: number;
	readonly count: number;
}

/** The rows of a block, as a power of two. Smaller blocks make larger summaries; larger blocks make a page slower. */
const blockBits = 13;
/** The users of a block if the order is by user, as a power of two. */
const userBits = 8;

/** A part of a list whose events are sorted by one column, with the number of events in each block of the column's values. */
interface Segment {
	readonly ranks: readonly number[];
	/** The values in the column `said`, if the list is sorted by users' statements. */
	readonly said?: readonly number[];
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
		this.total = segments.reduce((sum, { total }) => sum + total, 0);
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

	/** The condition for the events of the list. */
	get condition(): Condition {
		return and(this.base, narrowing(this.spec.filter.risks, this.spec.bins));
	}

	/** Reads the rows from a position on, fewer at the end of the list. */
	async page(position: number, count: number): Promise<readonly number[]> {
		const begin = Math.max(0, position);
		const end = Math.min(this.total, position + count);
		if (this.spec.order === "oldest")
			return (await this.#forward(this.total - end, end - begin)).toReversed();
		return this.#forward(begin, end - begin);
	}

	/** The position of an event; `undefined` if it is not in the list. */
	async positionOf(row: number): Promise<number | undefined> {
		const [found] = await this.#snapshot.database.rows<{ rank: number; said: number; user: number }>(
			`SELECT rank, said, username AS user FROM page_events WHERE "row" = ? AND ${this.condition.sql}`,
			[row, ...this.condition.params],
		);
		if (found === undefined) return undefined;
		const { bits, column } = this.#order;
		let position = 0;
		for (const segment of this.#segments) {
			const { ranks, said, counts } = segment;
			if (!ranks.includes(found.rank) || said?.includes(found.said) === false) {
				position += segment.total;
				continue;
			}
			const block = (column === "username" ? found.user : row) >> bits;
			for (let before = 0; before < block; before++) position += counts[before] ?? 0;
			const within = and(
				this.#rows(segment, block, block),
				column === "username"
					? condition(`(username, "row") < (?, ?)`, found.user, row)
					: condition(`"row" < ?`, row),
			);
			const [{ count = 0 } = {}] = await this.#snapshot.database.rows<{ count: number }>(
				`SELECT count(*)::INTEGER AS count FROM page_events WHERE ${within.sql}`,
				within.params,
			);
			position += count;
			break;
		}
		return this.spec.order === "oldest" ? this.total - 1 - position : position;
	}

	/** Reads up to a number of rows of the list, in no particular order. */
	async rows(limit: number, also: Condition = everything): Promise<readonly number[]> {
		const { sql, params } = and(this.condition, also);
		const found = await this.#snapshot.database.rows<{ row: number }>(
			`SELECT "row" AS "row" FROM page_events WHERE ${sql} LIMIT ?`,
			[...params, limit],
		);
		return found.map(({ row }) => row);
	}

	/** Returns those of the rows that are in the list. */
	async keep(rows: ReadonlySet<number>): Promise<ReadonlySet<number>> {
		if (rows.size === 0) return rows;
		return new Set(await this.rows(rows.size, condition(`"row" IN ${numbersSql}`, numbersParam(rows))));
	}

	get #order(): { readonly column: "username" | `"row"`; readonly bits: number } {
		return this.spec.order === "user"
			? { column: "username", bits: userBits }
			: { column: `"row"`, bits: blockBits };
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

	async #pageOf(segment: Segment, position: number, count: number): Promise<readonly number[]> {
		const { counts } = segment;
		let skip = position;
		let first = 0;
		for (; skip >= (counts[first] ?? 0); first++) skip -= counts[first] ?? 0;
		let last = first;
		for (let held = counts[last] ?? 0; held < skip + count && last < counts.length - 1; )
			held += counts[++last] ?? 0;
		const { sql, params } = this.#rows(segment, first, last);
		const order = this.spec.order === "user" ? `username, "row"` : `"row"`;
		const found = await this.#snapshot.database.rows<{ row: number }>(
			`SELECT "row" AS "row" FROM page_events WHERE ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
			[...params, count, skip],
		);
		return found.map(({ row }) => row);
	}

	/** The condition for the events of a segment in a range of blocks. */
	#rows({ ranks, said }: Segment, first: number, last: number): Condition {
		const { column, bits } = this.#order;
		return and(
			condition(`${column} >= ? AND ${column} < ?`, first * 2 ** bits, (last + 1) * 2 ** bits),
			ranks.length === risks.length
				? everything
				: condition(`rank IN (${ranks.map(() => "?").join(",")})`, ...ranks),
			said === undefined ? everything : condition(`said IN (${said.map(() => "?").join(",")})`, ...said),
			narrowing([], this.spec.bins),
			this.base,
		);
	}
}

const maxSummaries = 16;

/** The ranks of the risks that a list shows. */
function shownRanks({ filter }: ViewSpec): readonly number[] {
	const all = risks.map((_, rank) => rank);
	return filter.risks.length === 0
		? all
		: all.filter((rank) => filter.risks.some((risk) => risk === risks[rank]));
}

function summarize({ database }: Snapshot, base: Condition): Promise<readonly Cell[]> {
	return database.rows<Cell>(
		`SELECT "row" >> ${blockBits} AS block, bin, rank, count(*)::INTEGER AS count
		FROM page_events WHERE ${base.sql} GROUP BY 1, 2, 3`,
		base.params,
	);
}

async function segmentsOf(
	snapshot: Snapshot,
	spec: ViewSpec,
	base: Condition,
	cells: readonly Cell[],
): Promise<readonly Segment[]> {
	const ranks = shownRanks(spec);
	if (spec.order === "user") {
		const { sql, params } = and(base, narrowing(spec.filter.risks, spec.bins));
		const blocks = await snapshot.database.rows<{ block: number; count: number }>(
			`SELECT username >> ${userBits} AS block, count(*)::INTEGER AS count FROM page_events WHERE ${sql} GROUP BY 1`,
			params,
		);
		return [toSegment({ ranks }, blocks)];
	}
	if (spec.order === "not-me") {
		const { sql, params } = and(base, narrowing(spec.filter.risks, spec.bins));
		const blocks = await snapshot.database.rows<{ block: number; said: number; count: number }>(
			`SELECT "row" >> ${blockBits} AS block, said, count(*)::INTEGER AS count FROM page_events WHERE ${sql} GROUP BY 1, 2`,
			params,
		);
		return notMeFirst.map((said) =>
			toSegment(
				{ ranks, said },
				blocks.filter((each) => said.includes(each.said)),
			),
		);
	}
	const shown = cells.filter(({ bin }) => !spec.bins || (bin >= spec.bins[0] && bin <= spec.bins[1]));
	const groups = spec.order === "riskiest" ? ranks.map((rank) => [rank]) : [ranks];
	return groups.map((group) =>
		toSegment(
			{ ranks: group },
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
	let total = 0;
	for (const { block, count } of blocks) {
		while (counts.length <= block) counts.push(0);
		counts[block] = (counts[block] ?? 0) + count;
		total += count;
	}
	return { ...which, counts, total };
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
