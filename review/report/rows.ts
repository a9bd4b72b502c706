/** A parameter of a statement; lists and tables are passed as JSON. */
export type Parameter = string | number | bigint | boolean | null;

/** The part of a store that figures use: it returns the rows of a statement, whose values are `$1`, `$2` and so on. */
export interface Rows {
	rows<T extends Readonly<Record<string, unknown>>>(sql: string, values?: readonly Parameter[]): Promise<T[]>;
}

/** A condition on `events`; its values are the first values of the statement. */
export interface Condition {
	readonly sql: string;
	readonly values: readonly Parameter[];
}

/** The rows of a statement, typed by its columns. */
export function rowsOf<T>(db: Rows, sql: string, values: readonly Parameter[] = []): Promise<T[]> {
	return db.rows(sql, values) as Promise<T[]>;
}

/** The first row of a statement that always returns one. */
export async function rowOf<T>(db: Rows, sql: string, values: readonly Parameter[] = []): Promise<T> {
	const [first] = await rowsOf<T>(db, sql, values);
	if (first === undefined) throw new Error("a statement of the report returned no row");
	return first;
}
