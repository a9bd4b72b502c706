import type { Database } from "./duckdb.ts";
import { eventsOf, typedLines } from "./lines.ts";
import type { SkipReason } from "./reading.ts";
import { literal } from "./sql.ts";

const splitAtOnce = 32 * 1024 * 1024;

/** The maximum number of layers around an event, such as a batch of messages that are objects with a message. */
const maxDepth = 5;

/** Called with a number of lines without an event, and the reason. */
type OnSkip = (reason: SkipReason, lines: number) => void;

/**
 * Reads texts that are not exactly one event: with a time before it, wrapped, or with several events. It takes them from the
 * table `odd` and inserts their events into the table `line`.
 */
export class OddLines {
	readonly #database: Database;
	readonly #userPoolId: string;
	readonly #onSkip: OnSkip;

	constructor(database: Database, userPoolId: string, onSkip: OnSkip) {
		this.#database = database;
		this.#userPoolId = userPoolId;
		this.#onSkip = onSkip;
	}

	async begin(): Promise<void> {
		for (const table of ["odd", "inside"])
			await this.#database.run(`CREATE OR REPLACE TEMP TABLE ${table} (file VARCHAR, line VARCHAR)`);
	}

	/** Reads all texts in the table `odd`, and empties it. */
	async read(): Promise<void> {
		for (let depth = 0; depth <= maxDepth; depth++) {
			if (await this.#isEmpty()) return;
			await this.#takeEvents();
			if (await this.#isEmpty()) return;
			if (depth === maxDepth) break;
			await this.#split();
			await this.#unwrap();
			await this.#count();
			await this.#database.run("INSERT INTO odd FROM inside; DELETE FROM inside");
		}
		await this.#count();
	}

	async #isEmpty(): Promise<boolean> {
		const { odd } = await this.#database.row<{ odd: number }>("SELECT count(*) AS odd FROM odd");
		return odd === 0;
	}

	/** Moves the events of texts with exactly one event to the table `line`. */
	async #takeEvents(): Promise<void> {
		await this.#database.run(
			`INSERT INTO line SELECT * FROM (${eventsOf(typedLines("odd"), this.#userPoolId)}) WHERE event_id IS NOT NULL`,
		);
		await this.#database.run("DELETE FROM odd WHERE has_event(body_of(line)) OR is_blank(line)");
	}

	/** Extracts the JSON objects from texts that are not valid JSON as a whole. */
	async #split(): Promise<void> {
		const isBroken = "NOT json_valid(body_of(line)) AND NOT json_valid(line)";
		await this.#database.run(`
CREATE OR REPLACE TEMP TABLE broken AS SELECT file, line FROM odd WHERE ${isBroken} AND contains(line, '}');
DELETE FROM odd WHERE ${isBroken} AND contains(line, '}')`);
		const { longest, last } = await this.#database.row<{ longest: number | null; last: number | null }>(
			"SELECT max(strlen(line)) AS longest, max(rowid) AS last FROM broken",
		);
		if (longest === null || last === null) return;
		const rows = Math.ceil(splitAtOnce / longest);
		for (let first = 0; first <= last; first += rows) {
			const found = await this.#database.rows<{ line: string }>(
				"SELECT line FROM broken WHERE rowid BETWEEN $1 AND $2",
				[first, first + rows - 1],
			);
			const objects = found.map(({ line }) => objectsIn(line));
			this.#onSkip("broken", objects.filter(({ length }) => length === 0).length);
			const all = objects.flat();
			if (all.length > 0)
				await this.#database.run(`INSERT INTO inside SELECT NULL, unnest(from_json($1, '["VARCHAR"]'))`, [
					JSON.stringify(all),
				]);
		}
	}

	/** Extracts the texts from the JSON around them. */
	async #unwrap(): Promise<void> {
		await this.#database.run(`
CREATE OR REPLACE TEMP TABLE wrapped AS SELECT file, line, ${unwrapped("line")} AS texts FROM odd;
DELETE FROM odd;
INSERT INTO inside SELECT file, unnest(texts) FROM wrapped WHERE texts IS NOT NULL;
INSERT INTO odd SELECT file, line FROM wrapped WHERE texts IS NULL;
DROP TABLE wrapped`);
	}

	/** Counts the texts left in the table `odd` as skipped, and empties it. */
	async #count(): Promise<void> {
		const { broken, other, rest } = await this.#database.row<Record<"broken" | "other" | "rest", number>>(`
SELECT
	count(*) FILTER (NOT is_valid) AS broken, count(*) FILTER (is_valid AND NOT of_source) AS other,
	count(*) FILTER (is_valid AND of_source) AS rest
FROM (
	SELECT is_valid, is_of_source(event_source) AS of_source
	FROM (SELECT is_valid, CASE WHEN is_valid THEN json_extract_string(body, '$.eventSource') END AS event_source
		FROM (SELECT json_valid(body_of(line)) AS is_valid, body_of(line) AS body FROM odd)))`);
		this.#onSkip("broken", broken);
		this.#onSkip("otherSource", other);
		this.#onSkip("noEvent", rest);
		await this.#database.run("DELETE FROM odd");
	}
}

/**
 * SQL for the texts inside a text that is not an event itself: the messages of a CloudWatch Logs batch, a message that is JSON
 * in a string, or the elements of an array. An event without the surrounding fields gets them.
 *
 * @param line An SQL expression of the text.
 */
function unwrapped(line: string): string {
	const body = `body_of(${line})`;
	return `CASE
	WHEN starts_with(ltrim(${line}), '[') AND json_valid(${line}) THEN CAST(json_extract(${line}, '$[*]') AS VARCHAR[])
	WHEN NOT json_valid(${body}) THEN NULL
	WHEN json_type(${body}, '$.logEvents') = 'ARRAY' THEN json_extract_string(${body}, '$.logEvents[*].message')
	WHEN json_type(${body}, '$.message') = 'VARCHAR' THEN [json_extract_string(${body}, '$.message')]
	WHEN json_type(${body}, '$.eventId') = 'VARCHAR' THEN [${literal('{"message":')} || ${body} || '}']
END`;
}

/**
 * Extracts the JSON objects from a text that is not valid JSON as a whole, such as several objects without line breaks between
 * them, or an object with a lone surrogate, which JavaScript accepts and DuckDB does not.
 */
function objectsIn(text: string): string[] {
	const objects: string[] = [];
	let start = -1;
	let depth = 0;
	let isInString = false;
	for (let at = 0; at < text.length; at++) {
		const character = text[at];
		if (isInString) {
			if (character === "\\") at++;
			else if (character === '"') isInString = false;
		} else if (character === '"') isInString = depth > 0;
		else if (character === "{" && depth++ === 0) start = at;
		else if (character === "}" && depth > 0 && --depth === 0) objects.push(text.slice(start, at + 1));
	}
	return objects.flatMap((object) => parsed(object) ?? []);
}

function parsed(text: string): string | undefined {
	try {
		return JSON.stringify(
			JSON.parse(text, (_, value) => (typeof value === "string" ? value.toWellFormed() : value)),
		);
	} catch {
		return undefined;
	}
}
