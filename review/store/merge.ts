import { addressesOf } from "./address.ts";
import type { Database } from "./duckdb.ts";
import { rank } from "./lines.ts";
import { createEventTable, derivedColumnNames, eventColumnNames } from "./schema.ts";

/** The origin of an event. The values of Cognito's API take precedence over those of a log. */
type Origin = "log" | "api";

const columns = eventColumnNames.join(", ");

/** SQL for a risk level as text that sorts by the level. An unrecognized level sorts highest. */
const sortableLevel = `CASE risk_level WHEN 'Low' THEN '1Low' WHEN 'Medium' THEN '2Medium' WHEN 'High' THEN '3High'
	ELSE '4' || risk_level END`;

/** SQL for the events of a table of lines, each once. */
const mergedLines = (table: string) => `
SELECT ${eventColumnNames.map((name) => (name === "risk_level" ? "substr(best.level, 2) AS risk_level" : `each.${name}`)).join(", ")}
FROM ${table} AS each JOIN (
	SELECT arg_max(row, rank) AS row, max(level) AS level
	FROM (SELECT event_id, rowid AS row, rank, ${sortableLevel} AS level FROM ${table})
	GROUP BY event_id
) AS best ON each.rowid = best.row`;

/** SQL for the events of a listing, each as last returned. */
const mergedListing = (table: string) => `
SELECT ${columns} FROM ${table} AS each
JOIN (SELECT max(rowid) AS row FROM ${table} GROUP BY event_id) AS best ON each.rowid = best.row`;

/** SQL for the events of both origins: values of the API, or else of the log; the risk level is the higher one of both. */
const overlay = `
SELECT ${eventColumnNames
	.map((name) => {
		if (name === "source") return "'api' AS source";
		if (name === "username") return "coalesce(log.username, api.username) AS username";
		if (name === "risk_level")
			return `substr(greatest(${sortableLevel.replaceAll("risk_level", "api.risk_level")}, ${sortableLevel.replaceAll("risk_level", "log.risk_level")}), 2) AS risk_level`;
		return `coalesce(api.${name}, log.${name}) AS ${name}`;
	})
	.join(", ")}
FROM (SELECT * FROM part WHERE source = 'api') AS api JOIN (SELECT * FROM part WHERE source = 'log') AS log USING (event_id)
WHERE event_id IN (SELECT event_id FROM met)`;

/** SQL that adds the derived columns to rows. Events share addresses, so each address is converted once. */
const withDerived = (rows: string) => `
SELECT ${eventColumnNames.map((name) => `kept.${name}`).join(", ")}, hash(username) AS user_key, address.ip_number, address.network
FROM (${rows}) AS kept LEFT JOIN address ON kept.ip = address.ip`;

/** Creates the table of addresses for {@link withDerived}. */
async function lookAtAddresses(database: Database, table: string): Promise<void> {
	const ips = `(SELECT DISTINCT ip FROM ${table} WHERE ip IS NOT NULL)`;
	await database.run(`CREATE OR REPLACE TEMP TABLE address AS ${addressesOf(ips)}`);
}

/** Merges events in several steps, and counts each event once. */
export class MergedEvents {
	readonly #database: Database;
	#inserted = 0;
	#end = 0;

	constructor(database: Database) {
		this.#database = database;
	}

	async begin(): Promise<void> {
		await this.#database.run("CREATE OR REPLACE TEMP TABLE touched (row BIGINT)");
		const { end } = await this.#database.row<{ end: number }>(
			'SELECT coalesce(max(rowid), -1) + 1 AS "end" FROM event',
		);
		this.#end = end;
	}

	/** Merges the table `line`, which has the columns of an event, into the store. Runs inside a transaction. */
	async merge(origin: Origin): Promise<void> {
		await this.#database.run(`
CREATE OR REPLACE TEMP TABLE known AS
SELECT event_id, rowid AS row FROM event WHERE event_id IN (SELECT event_id FROM line)`);
		const { known } = await this.#database.row<{ known: number }>("SELECT count(*) AS known FROM known");
		if (known > 0) {
			await this.#database.run("INSERT INTO touched SELECT row FROM known WHERE row < $1", [this.#end]);
			await mergeKnown(this.#database, origin);
		}
		this.#inserted += await insert(this.#database, (origin === "log" ? mergedLines : mergedListing)("line"));
	}

	async count(): Promise<number> {
		const { before } = await this.#database.row<{ before: number }>(
			"SELECT count(DISTINCT row) AS before FROM touched",
		);
		return this.#inserted + before;
	}
}

/** Merges lines of events that the store already contains, and removes them from the table `line`. */
async function mergeKnown(database: Database, origin: Origin): Promise<void> {
	const isKnown = "event_id IN (SELECT event_id FROM known)";
	await database.run(
		`CREATE OR REPLACE TEMP TABLE again AS SELECT ${columns}, rank FROM line WHERE ${isKnown}`,
	);
	await database.run(`DELETE FROM line WHERE ${isKnown}`);
	// The store's version of an event from the same origin is merged as one more line.
	if (origin === "log")
		await database.run(`
INSERT INTO again SELECT ${columns}, ${rank} FROM event WHERE source = 'log' AND rowid IN (SELECT row FROM known)
UNION ALL SELECT ${columns}, ${rank} FROM part WHERE source = 'log' AND ${isKnown}`);
	const merged = (origin === "log" ? mergedLines : mergedListing)("again");
	await database.run(`CREATE OR REPLACE TEMP TABLE fresh AS ${merged}`);
	await overlayOrigins(database, origin);
	await (origin === "log" ? replaceKnown(database) : updateKnown(database));
}

/** Replaces many rows: an update in place would rewrite all rows around them too. */
async function replaceKnown(database: Database): Promise<void> {
	await database.run("DELETE FROM event WHERE rowid IN (SELECT row FROM known)");
	await insert(database, "SELECT * FROM fresh", "fresh");
}

/** Updates the events of a listing in place, so that each keeps its row ID, by which an open page refers to it. */
async function updateKnown(database: Database): Promise<void> {
	const settable = [...eventColumnNames.filter((name) => name !== "event_id"), ...derivedColumnNames];
	await lookAtAddresses(database, "fresh");
	await database.run(`
UPDATE event SET ${settable.map((name) => `${name} = changed.${name}`).join(", ")}
FROM (SELECT known.row, fresh.* FROM (${withDerived("SELECT * FROM fresh")}) AS fresh JOIN known USING (event_id)) AS changed
WHERE event.rowid = changed.row`);
}

/** For events of both origins, keeps both versions in the table `part`, and combines them to the event to show. */
async function overlayOrigins(database: Database, origin: Origin): Promise<void> {
	const other = origin === "log" ? "api" : "log";
	await database.run(`
CREATE OR REPLACE TEMP TABLE met AS
SELECT ${columns} FROM part WHERE source = '${other}' AND event_id IN (SELECT event_id FROM fresh)
UNION ALL
SELECT ${columns} FROM event WHERE source = '${other}' AND rowid IN (SELECT row FROM known)
	AND event_id NOT IN (SELECT event_id FROM part)`);
	const { met } = await database.row<{ met: number }>("SELECT count(*) AS met FROM met");
	if (met === 0) return;
	const isMet = "event_id IN (SELECT event_id FROM met)";
	await database.run(`DELETE FROM part WHERE ${isMet}`);
	await database.run(`INSERT INTO part SELECT ${columns} FROM met`);
	await database.run(`INSERT INTO part SELECT ${columns} FROM fresh WHERE ${isMet}`);
	await database.run(`
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT ${columns} FROM fresh WHERE NOT ${isMet} UNION ALL ${overlay}`);
}

async function insert(database: Database, rows: string, table = "line"): Promise<number> {
	await lookAtAddresses(database, table);
	const [inserted] = await database.rows<{ Count: number }>(`INSERT INTO event ${withDerived(rows)}`);
	return inserted?.Count ?? 0;
}

/** Removes the events before a time, and adjusts the coverage. */
export async function purge(database: Database, before: string): Promise<void> {
	const values = [before];
	const time = "CAST($1 AS TIMESTAMP)";
	const old = `FROM event WHERE time < ${time}`;
	const { count } = await database.row<{ count: number }>(`SELECT count(*) AS count ${old}`, values);
	if (count === 0) return;
	await database.run(`DELETE FROM part WHERE event_id IN (SELECT event_id ${old})`, values);
	await database.run(
		`CREATE OR REPLACE TEMP TABLE rest AS SELECT ${columns} FROM event WHERE NOT coalesce(time < ${time}, FALSE)`,
		values,
	);
	// A new table, so that the disk space is released.
	await database.run(`DROP TABLE event; ${createEventTable}`);
	await insert(database, "SELECT * FROM rest", "rest");
	await database.run("DROP TABLE rest");
	await database.run(`DELETE FROM coverage WHERE until <= ${time}`, values);
	await database.run(`UPDATE coverage SET since = ${time} WHERE since IS NULL OR since < ${time}`, values);
}
