import { groupColumns } from "./filter.ts";
import type { Group, Grouping, GroupPage, GroupQuery } from "./groupings.ts";
import { risks } from "./risk.ts";
import type { Snapshot } from "./snapshot.ts";
import { and, type Condition, condition, numbersParam, numbersSql } from "./sql.ts";

/** The decisions in the file or about to be saved, by row. */
export type DecidedRows = ReadonlyMap<number, "Valid" | "Invalid">;

/**
 * Groups the events that match a condition.
 *
 * There are three steps, because counting is far faster than the rest: the events of all groups are counted, and the counts kept
 * for the next page; then the groups of the requested page are summarized; then the few events with decisions are added.
 */
export class Groups {
	readonly #snapshot: Snapshot;
	/** The query for which the table of counts was created. */
	#counted = "";

	constructor(snapshot: Snapshot) {
		this.#snapshot = snapshot;
	}

	async page(where: Condition, query: GroupQuery, decided: DecidedRows): Promise<GroupPage> {
		const { database } = this.#snapshot;
		const columns = groupColumns[query.by];
		await this.#count(where, columns, query);
		const order = query.order === "riskiest" ? "high DESC, medium DESC, events DESC" : "events DESC";
		const counted = await database.rows<Counted>(
			`SELECT ${columns.join(", ")}, events FROM page_groups
			ORDER BY ${order}, ${columns.join(", ")} LIMIT ? OFFSET ?`,
			[query.limit, query.offset],
		);
		const [{ total = 0 } = {}] = await database.rows<{ total: number }>(
			"SELECT count(*)::INTEGER AS total FROM page_groups",
		);
		const keys = counted.map((row) => columns.map((column) => row[column] ?? null));
		const [parts, decisions, texts] = [
			await this.#parts(where, columns, keys),
			await this.#decided(where, columns, decided),
			await this.#texts(columns, keys),
		];
		return {
			total,
			groups: keys.map((key, index) => {
				const id = JSON.stringify(key);
				return {
					key,
					values: key.map((number, place) => (number === null ? null : (texts[place]?.get(number) ?? null))),
					count: counted[index]?.events ?? 0,
					...summed(parts.get(id) ?? [], decisions.get(id) ?? []),
				};
			}),
		};
	}

	async #count(where: Condition, columns: readonly ColumnOf[], { order }: GroupQuery): Promise<void> {
		const weights =
			order === "riskiest"
				? ", count_if(rank <= 1)::INTEGER AS high, count_if(rank = 2)::INTEGER AS medium"
				: "";
		const made = JSON.stringify([where, columns, weights]);
		if (made === this.#counted) return;
		this.#counted = "";
		await this.#snapshot.database.rows(
			`CREATE OR REPLACE TEMP TABLE page_groups AS
			SELECT ${columns.join(", ")}, count(*)::INTEGER AS events${weights}
			FROM page_events WHERE ${where.sql} GROUP BY ${columns.join(", ")}`,
			where.params,
		);
		this.#counted = made;
	}

	/** The events of the page's groups, counted by risk and by feedback in Cognito. */
	async #parts(
		where: Condition,
		columns: readonly ColumnOf[],
		keys: readonly Key[],
	): Promise<ReadonlyMap<string, readonly Part[]>> {
		const among = and(where, anyOf(columns, keys));
		const rows = await this.#snapshot.database.rows<Part>(
			`SELECT ${columns.join(", ")}, rank, feedback, count(*)::INTEGER AS events,
				epoch_ms(min(time))::DOUBLE AS first, epoch_ms(max(time))::DOUBLE AS last
			FROM page_events WHERE ${among.sql} GROUP BY ${columns.join(", ")}, rank, feedback`,
			among.params,
		);
		return byKey(rows, columns);
	}

	/** The events with a decision, by group. */
	async #decided(
		where: Condition,
		columns: readonly ColumnOf[],
		decided: DecidedRows,
	): Promise<ReadonlyMap<string, readonly Decision[]>> {
		if (decided.size === 0) return new Map();
		const among = and(where, condition(`"row" IN ${numbersSql}`, numbersParam(decided.keys())));
		const rows = await this.#snapshot.database.rows<DecidedEvent>(
			`SELECT ${columns.join(", ")}, "row" AS "row", feedback FROM page_events WHERE ${among.sql}`,
			among.params,
		);
		return byKey(
			rows.map((event) => ({ ...event, value: decided.get(event.row) })),
			columns,
		);
	}

	#texts(columns: readonly ColumnOf[], keys: readonly Key[]): Promise<ReadonlyMap<number, string>[]> {
		return Promise.all(
			columns.map((column, place) =>
				this.#snapshot.texts(column, [
					...new Set(keys.map((key) => key[place]).filter((number) => typeof number === "number")),
				]),
			),
		);
	}
}

type ColumnOf = (typeof groupColumns)[Grouping][number];
type Key = readonly (number | null)[];
type Numbered = { readonly [Column in ColumnOf]?: number | null };

interface Counted extends Numbered {
	readonly events: number;
}

interface Part extends Numbered {
	readonly rank: number;
	readonly feedback: number;
	readonly events: number;
	readonly first: number | null;
	readonly last: number | null;
}

interface DecidedEvent extends Numbered {
	readonly row: number;
	readonly feedback: number;
}

interface Decision {
	readonly value: "Valid" | "Invalid" | undefined;
	readonly feedback: number;
}

/** The codes of these values in the column `feedback` of the snapshot. */
const codes = { Valid: 1, Invalid: 2 } as const;

function summed(
	parts: readonly Part[],
	decisions: readonly Decision[],
): Omit<Group, "key" | "values" | "count"> {
	const sum = (fits: (part: Part) => boolean) =>
		parts.reduce((all, part) => all + (fits(part) ? part.events : 0), 0);
	const times = parts.flatMap(({ first, last }) => (first === null || last === null ? [] : [first, last]));
	// A decision replaces the feedback in Cognito.
	const withFeedback = (value: "Valid" | "Invalid") =>
		sum(({ feedback }) => feedback === codes[value]) -
		decisions.filter(({ feedback }) => feedback === codes[value]).length +
		decisions.filter((decision) => decision.value === value).length;
	return {
		risks: risks.map((_, rank) => sum((part) => part.rank === rank)),
		first: times.length === 0 ? null : Math.min(...times),
		last: times.length === 0 ? null : Math.max(...times),
		valid: withFeedback("Valid"),
		invalid: withFeedback("Invalid"),
	};
}

/** The condition for the events of any of these groups. */
function anyOf(columns: readonly ColumnOf[], keys: readonly Key[]): Condition {
	if (keys.length === 0) return condition("false");
	const [first = ""] = columns;
	if (columns.length === 1) {
		const numbers = keys.flatMap(([number]) => (typeof number === "number" ? [number] : []));
		const among = condition(`${first} IN ${numbersSql}`, numbersParam(numbers));
		return numbers.length === keys.length ? among : { ...among, sql: `${among.sql} OR ${first} IS NULL` };
	}
	const places = `(${columns.map((column) => `coalesce(${column}, -1)`).join(", ")})`;
	return condition(
		`${places} IN (${keys.map((key) => `(${key.map(() => "?").join(", ")})`).join(", ")})`,
		...keys.flatMap((key) => key.map((number) => number ?? -1)),
	);
}

function byKey<T extends Numbered>(
	rows: readonly T[],
	columns: readonly ColumnOf[],
): ReadonlyMap<string, readonly T[]> {
	return Map.groupBy(rows, (row) => JSON.stringify(columns.map((column) => row[column] ?? null)));
}
