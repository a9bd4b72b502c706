/** Quotes a text as an SQL literal, for values that cannot be parameters. All other values must be parameters. */
export function literal(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

/** Quotes a list of texts as an SQL literal. */
export function literals(texts: readonly string[]): string {
	return `[${texts.map(literal).join(", ")}]`;
}

/** A time as a value for `CAST($1 AS TIMESTAMP)`. DuckDB does not read every form of ISO 8601, such as one without seconds. */
export function timestamp(time: string | number = Date.now()): string {
	return new Date(time).toISOString().replace("Z", "");
}

/** The value of a parameter. Times are in ISO 8601, with `CAST($1 AS TIMESTAMP)` in the statement. */
export type SqlValue = string | number | boolean | bigint | null;
