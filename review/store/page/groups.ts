import { type Group, type Grouping, type GroupPage, type GroupQuery, groupColumns } from "./groupings.ts";
import { risks } from "./risk.ts";
import type { Coded, CodedColumn, Snapshot } from "./snapshot.ts";
import { and, type Condition, condition, isAmong } from "./sql.ts";

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
		const counted = await database.rows<Numbered & { readonly events: number }>(
			`SELECT ${columns.join(", ")}, events FROM page_groups
			ORDER BY ${order}, ${columns.join(", ")} LIMIT ? OFFSET ?`,
			[query.limit, query.offset],
		);
		const [{ total = 0 } = {}] = await database.rows<{ total: number }>(
			"SELECT count(*)::INTEGER AS total FROM page_groups",
		);
		const keys = counted.map((row) => keyOf(row, columns));
		const parts = await this.#byKey<Part>(
			columns,
			`rank, feedback, count(*)::INTEGER AS events,
				epoch_ms(min(time))::DOUBLE AS first, epoch_ms(max(time))::DOUBLE AS last`,
			and(where, anyOf(columns, keys)),
			"GROUP BY ALL",
		);
		const decisions =
			decided.size === 0
				? new Map<string, never>()
				: await this.#byKey<Decision>(
						columns,
						`"row" AS "row", feedback`,
						and(where, isAmong(`"row"`, decided.keys())),
					);
		const texts: ReadonlyMap<number, string>[] = [];
		for (const [place, column] of columns.entries())
			texts.push(await this.#texts(column, new Set(keys.flatMap((key) => key[place] ?? []))));
		return {
			total,
			groups: keys.map((key, index) => {
				const id = JSON.stringify(key);
				return {
					key,
					values: key.map((number, place) => (number === null ? null : (texts[place]?.get(number) ?? null))),
					count: counted[index]?.events ?? 0,
					...summed(parts.get(id) ?? [], decisions.get(id) ?? [], decided),
				};
			}),
		};
	}

	async #count(where: Condition, columns: Columns, { order }: GroupQuery): Promise<void> {
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
			where.values,
		);
		this.#counted = made;
	}

	/** Reads rows about the events that match a condition, by the key of their group. */
	async #byKey<T extends object>(
		columns: Columns,
		selected: string,
		{ sql, values }: Condition,
		end = "",
	): Promise<ReadonlyMap<string, readonly T[]>> {
		const rows = await this.#snapshot.database.rows<T & Numbered>(
			`SELECT ${columns.join(", ")}, ${selected} FROM page_events WHERE ${sql} ${end}`,
			values,
		);
		return Map.groupBy(rows, (row) => JSON.stringify(keyOf(row, columns)));
	}

	async #texts(column: CodedColumn, numbers: Iterable<number>): Promise<ReadonlyMap<number, string>> {
		const { sql, values } = isAmong("number", numbers);
		const found = await this.#snapshot.database.rows<Coded>(
			`SELECT number, value FROM page_${column} WHERE ${sql}`,
			values,
		);
		return new Map(found.map(({ number, value }) => [number, value]));
	}
}

type Columns = (typeof groupColumns)[Grouping];
type Key = Group["key"];
type Numbered = { readonly [Column in CodedColumn]?: number | null };

function keyOf(row: Numbered, columns: Columns): Key {
	return columns.map((column) => row[column] ?? null);
}

/** Events of a group, counted by risk and by feedback in Cognito. */
type Part = Readonly<
	Record<"rank" | "feedback" | "events", number> & Record<"first" | "last", number | null>
>;

type Decision = Readonly<Record<"row" | "feedback", number>>;

/** The codes of these values in the column `feedback` of the snapshot. */
const codes = { Valid: 1, Invalid: 2 } as const;

function summed(
	parts: readonly Part[],
	decisions: readonly Decision[],
	decided: DecidedRows,
): Omit<Group, "key" | "values" | "count"> {
	const sum = (fits: (part: Part) => boolean) =>
		parts.reduce((all, part) => all + (fits(part) ? part.events : 0), 0);
	const times = parts.flatMap(({ first, last }) => (first === null || last === null ? [] : [first, last]));
	// A decision replaces the feedback in Cognito.
	const withFeedback = (value: "Valid" | "Invalid") =>
		sum(({ feedback }) => feedback === codes[value]) -
		decisions.filter(({ feedback }) => feedback === codes[value]).length +
		decisions.filter(({ row }) => decided.get(row) === value).length;
	return {
		risks: risks.map((_, rank) => sum((part) => part.rank === rank)),
		first: times.length === 0 ? null : Math.min(...times),
		last: times.length === 0 ? null : Math.max(...times),
		valid: withFeedback("Valid"),
		invalid: withFeedback("Invalid"),
	};
}

function anyOf(columns: Columns, keys: readonly Key[]): Condition {
	if (keys.length === 0) return condition("false");
	const [first] = columns;
	if (columns.length === 1) {
		const numbers = keys.flatMap(([number]) => number ?? []);
		const { sql, values } = isAmong(first, numbers);
		return condition(numbers.length === keys.length ? sql : `${sql} OR ${first} IS NULL`, ...values);
	}
	const places = `(${columns.map((column) => `coalesce(${column}, -1)`).join(", ")})`;
	return condition(
		`${places} IN (${keys.map((key) => `(${key.map(() => "?").join(", ")})`).join(", ")})`,
		...keys.flatMap((key) => key.map((number) => number ?? -1)),
	);
}
