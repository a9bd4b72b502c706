/** A text as an SQL literal: the only way for a value into a statement that cannot be a parameter. */
export function literal(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

/** A list of texts as an SQL literal. */
export function literals(texts: readonly string[]): string {
	return `[${texts.map(literal).join(", ")}]`;
}

/** What a parameter of a statement may be. Times are ISO 8601, with `CAST($1 AS TIMESTAMP)` in the statement. */
export type SqlValue = string | number | boolean | bigint | null;

/** Collects the values of a statement: each becomes a parameter. */
export class Parameters {
	readonly values: SqlValue[] = [];

	/** The placeholder that stands for a value. */
	add(value: SqlValue): string {
		this.values.push(value);
		return `$${this.values.length}`;
	}

	/** Placeholders for several values, for `IN (…)`. */
	addAll(values: readonly SqlValue[]): string {
		return values.map((value) => this.add(value)).join(", ");
	}
}
