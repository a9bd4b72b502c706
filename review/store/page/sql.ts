import type { Store } from "../store.ts";

/** What the page's queries need of a store: one connection, on which temporary tables stay. */
export type Database = Pick<Store, "rows">;

/** A condition on events, with the values of its question marks in order. */
export interface Condition {
	readonly sql: string;
	readonly params: readonly (string | number)[];
}

export const everything: Condition = { sql: "true", params: [] };

export function condition(sql: string, ...params: readonly (string | number)[]): Condition {
	return { sql, params };
}

export function and(...conditions: readonly Condition[]): Condition {
	const real = conditions.filter(({ sql }) => sql !== everything.sql);
	if (real.length === 0) return everything;
	return {
		sql: real.map(({ sql }) => `(${sql})`).join(" AND "),
		params: real.flatMap(({ params }) => params),
	};
}

/** Numbers as one parameter, to be read by {@link numbersSql}: a list has as many values as it has, and is one text. */
export function numbersParam(numbers: Iterable<number>): string {
	return [...numbers].join(",");
}

/** The table of the numbers of {@link numbersParam}. */
export const numbersSql = "(SELECT unnest(string_split(nullif(?, ''), ',')::INTEGER[]) AS number)";
