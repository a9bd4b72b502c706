import type { Store } from "../store.ts";

/** The part of a store that the page's queries use. It has one connection, which keeps temporary tables. */
export type Database = Pick<Store, "rows">;

/** A condition on events, with the values of its placeholders in order. */
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

/** Joins numbers to one parameter for {@link numbersSql}, so that a list of any length has one placeholder. */
export function numbersParam(numbers: Iterable<number>): string {
	return [...numbers].join(",");
}

/** SQL for a table of the numbers of {@link numbersParam}, in the column `number`. */
export const numbersSql = "(SELECT unnest(string_split(nullif(?, ''), ',')::INTEGER[]) AS number)";
