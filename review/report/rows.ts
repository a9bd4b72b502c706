/** What a parameter of a statement may be; lists and tables are passed as JSON. */
export type Parameter = string | number | bigint | boolean | null;

/** What the figures need of a store: the rows of a statement, whose values are `$1`, `$2` and so on. */
export interface Rows {
	rows<T extends Readonly<Record<string, unknown>>>(sql: string, values?: readonly Parameter[]): Promise<T[]>;
}

/** A condition over `events`; its values are the statement's first values. */
export interface Condition {
	readonly sql: string;
	readonly values: readonly Parameter[];
}

/** The rows of a statement, as the statement's own columns make them. */
export function rowsOf<T>(db: Rows, sql: string, values: readonly Parameter[] = []): Promise<T[]> {
	return db.rows(sql, values) as Promise<T[]>;
}

/** The first row of a statement that always returns one. */
export async function rowOf<T>(db: Rows, sql: string, values: readonly Parameter[] = []): Promise<T> {
	const [first] = await rowsOf<T>(db, sql, values);
	if (first === undefined) throw new Error("a statement of the report returned no row");
	return first;
}
