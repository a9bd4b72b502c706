import type { Condition } from "../filter.ts";
import type { SqlValue } from "../sql.ts";
import type { Store } from "../store.ts";

export type { Condition };

/** The part of a store that the page's queries use. It has one connection, which keeps temporary tables. */
export type Database = Pick<Store, "rows">;

export function condition(sql: string, ...values: readonly SqlValue[]): Condition {
	return { sql, values };
}

/** Joins conditions; those that are missing match every event. */
export function and(...conditions: readonly (Condition | false | undefined)[]): Condition {
	const real = conditions.flatMap((each) => (each && each.sql !== "true" ? [each] : []));
	return {
		sql: real.map(({ sql }) => `(${sql})`).join(" AND ") || "true",
		values: real.flatMap(({ values }) => values),
	};
}

/** Up to this count, a statement lists numbers one by one, so that DuckDB does not decompress rows that it skips. */
const fewNumbers = 1_000;

/** The numbers of one parameter, so that a list of any length has one placeholder. `NOT IN` is fast only without NULL. */
const numbersSql =
	"(SELECT number FROM (SELECT unnest(string_split(nullif(?, ''), ',')::INTEGER[]) AS number) WHERE number IS NOT NULL)";

/** The condition that a column has one of these numbers. */
export function isAmong(column: string, numbers: Iterable<number>): Condition {
	const all = [...numbers];
	return all.length > 0 && all.length <= fewNumbers
		? condition(`${column} IN (${all.map(() => "?").join(",")})`, ...all)
		: condition(`${column} IN ${numbersSql}`, all.join(","));
}

/** The numbers of the events that match a condition, with the end of the statement and its parameters. */
export async function rowsWhere(
	database: Database,
	{ sql, values }: Condition,
	end: string,
	...more: readonly number[]
): Promise<readonly number[]> {
	const found = await database.rows<{ row: number }>(
		`SELECT "row" AS "row" FROM page_events WHERE ${sql} ${end}`,
		[...values, ...more],
	);
	return found.map(({ row }) => row);
}
