/** What a parameter of a statement may be; lists and tables are passed as JSON. */
export type Parameter = string | number | bigint | boolean | null;

/** What the figures need of a store: the rows of a statement, whose parameters are `$1`, `$2` and so on. */
export interface Rows {
	rows<T>(sql: string, parameters?: readonly Parameter[]): Promise<T[]>;
}

/** A condition over `events`; its values are the statement's first parameters. */
export interface Condition {
	readonly sql: string;
	readonly values: readonly Parameter[];
}

/** The first row of a statement that always returns one. */
export async function row<T>(db: Rows, sql: string, parameters: readonly Parameter[] = []): Promise<T> {
	const [first] = await db.rows<T>(sql, parameters);
	if (first === undefined) throw new Error("a statement of the report returned no row");
	return first;
}
