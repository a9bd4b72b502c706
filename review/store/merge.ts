import type { Database } from "./duckdb.ts";
import { createEventTable, eventColumnNames } from "./schema.ts";

/** Where an event was found: what Cognito's API returns goes before what a log says. */
export type Origin = "log" | "api";

const columns = eventColumnNames.join(", ");

/** A level as a text that sorts by it, a newer one than this package above those it has. */
const sortableLevel = `CASE risk_level WHEN 'Low' THEN '1Low' WHEN 'Medium' THEN '2Medium' WHEN 'High' THEN '3High'
	ELSE '4' || risk_level END`;

/** What tells lines of one event apart that have the same rank, but for the level, of which the highest is kept. */
const content = eventColumnNames.filter((name) => name !== "risk_level" && name !== "event_id").join(", ");

/**
 * Which line of an event is kept, as one number: that with most challenges, then the latest, then one with a final
 * response. The rest is the line's content, so that the order of lines never decides.
 */
const rank = `
	(CASE WHEN challenge_list IS NULL THEN 0
		ELSE least(len(challenge_list) - len(replace(challenge_list, chr(31), '')) + 1, 255) END)::UHUGEINT * ${2n ** 110n}
	+ least(greatest(coalesce(logged_at, 0), 0), ${2n ** 48n - 1n})::UHUGEINT * ${2n ** 62n}
	+ (CASE WHEN response IN ('Pass', 'Fail') THEN ${2n ** 61n} ELSE 0 END)::UHUGEINT
	+ (hash(${content}) >> 4)::UHUGEINT`;

/** Each event of the table `line` once. */
const mergedLines = `
SELECT ${eventColumnNames.map((name) => (name === "risk_level" ? "substr(kept.level, 2) AS risk_level" : `line.${name}`)).join(", ")}
FROM line JOIN (
	SELECT arg_max(row, rank) AS row, max(level) AS level
	FROM (SELECT event_id, rowid AS row, ${rank} AS rank, ${sortableLevel} AS level FROM line)
	GROUP BY event_id
) AS kept ON line.rowid = kept.row`;

/** What the listing returned last. */
const mergedListing = `
SELECT ${columns} FROM line JOIN (SELECT max(rowid) AS row FROM line GROUP BY event_id) AS kept ON line.rowid = kept.row`;

/** What the API has of an event, and where it has nothing, the log. A level is the higher one of both. */
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

/** Rows with what is made of them. Far fewer addresses than events are different, so each is looked at once. */
const withDerived = (rows: string) => `
SELECT ${eventColumnNames.map((name) => `kept.${name}`).join(", ")}, hash(username) AS user_key, address.ip_number, address.network
FROM (${rows}) AS kept LEFT JOIN address ON kept.ip = address.ip`;

/** Prepares {@link withDerived} for the addresses of a table. */
async function lookAtAddresses(database: Database, table: string): Promise<void> {
	await database.run(`
CREATE OR REPLACE TEMP TABLE address AS
SELECT ip, address_number(ip, is_v4) AS ip_number, network_of(ip, is_v4) AS network
FROM (SELECT ip, is_ipv4(ip) AS is_v4 FROM (SELECT DISTINCT ip FROM ${table} WHERE ip IS NOT NULL))`);
}

const inTimeOrder = "ORDER BY time NULLS FIRST, event_id";

/** More events than this are not changed in place. */
const mostUpdates = 20_000;

/**
 * Merges the rows of the table `line`, which has the columns of an event, into the store. Runs inside a transaction.
 *
 * @returns How many events the rows are.
 */
export async function mergeIntoStore(database: Database, origin: Origin): Promise<number> {
	const merged = origin === "log" ? mergedLines : mergedListing;
	const { kept } = await database.row<{ kept: number }>("SELECT count(*) AS kept FROM event");
	if (kept === 0) return insert(database, "line", merged);

	// What the store has of these events from the same origin takes part as one more line.
	if (origin === "log")
		for (const table of ["event", "part"])
			await database.run(
				`INSERT INTO line (${columns}) SELECT ${columns} FROM ${table}
				WHERE source = 'log' AND event_id IN (SELECT event_id FROM line)`,
			);
	await database.run(`CREATE OR REPLACE TEMP TABLE fresh AS ${merged}`);
	await overlayOrigins(database, origin);
	const { events } = await database.row<{ events: number }>("SELECT count(*) AS events FROM fresh");
	await apply(database);
	return events;
}

/** Of events that both the log and the API have, keeps both, and shows one made of both. */
async function overlayOrigins(database: Database, origin: Origin): Promise<void> {
	const other = origin === "log" ? "api" : "log";
	await database.run(`
CREATE OR REPLACE TEMP TABLE met AS
SELECT ${columns} FROM part WHERE source = '${other}' AND event_id IN (SELECT event_id FROM fresh)
UNION ALL
SELECT ${columns} FROM event WHERE source = '${other}' AND event_id IN (SELECT event_id FROM fresh)
	AND event_id NOT IN (SELECT event_id FROM part)`);
	const { met } = await database.row<{ met: number }>("SELECT count(*) AS met FROM met");
	if (met === 0) return;
	await database.run("DELETE FROM part WHERE event_id IN (SELECT event_id FROM met)");
	await database.run(`INSERT INTO part SELECT ${columns} FROM met`);
	await database.run(
		`INSERT INTO part SELECT ${columns} FROM fresh WHERE event_id IN (SELECT event_id FROM met)`,
	);
	await database.run(`
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT ${columns} FROM fresh WHERE event_id NOT IN (SELECT event_id FROM met) UNION ALL ${overlay}`);
}

/** Puts the table `fresh` into the table `event`, which stays in the order of time: in place if it can. */
async function apply(database: Database): Promise<void> {
	const { changed, moved, late } = await database.row<{ changed: number; moved: number; late: number }>(`
SELECT
	count(event.event_id) AS changed,
	count(*) FILTER (event.event_id IS NOT NULL AND event.time IS DISTINCT FROM fresh.time) AS moved,
	count(*) FILTER (event.event_id IS NULL AND coalesce(fresh.time < (SELECT max(time) FROM event), TRUE)) AS late
FROM fresh LEFT JOIN event USING (event_id)`);
	if (moved > 0 || late > 0 || changed > mostUpdates) {
		await replaceEvents(
			database,
			`SELECT ${columns} FROM event WHERE event_id NOT IN (SELECT event_id FROM fresh) UNION ALL SELECT ${columns} FROM fresh`,
		);
		return;
	}
	const settable = [
		...eventColumnNames.filter((name) => name !== "event_id"),
		"user_key",
		"ip_number",
		"network",
	];
	if (changed > 0) {
		await lookAtAddresses(database, "fresh");
		await database.run(`
UPDATE event SET ${settable.map((name) => `${name} = changed.${name}`).join(", ")}
FROM (${withDerived("SELECT * FROM fresh")}) AS changed WHERE event.event_id = changed.event_id`);
	}
	await insert(database, "fresh", "SELECT * FROM fresh WHERE event_id NOT IN (SELECT event_id FROM event)");
}

/** Makes the table of events of other rows: a new one, because row IDs are positions, and must have no gaps. */
async function replaceEvents(database: Database, rows: string): Promise<void> {
	await database.run(`CREATE OR REPLACE TEMP TABLE everything AS ${rows}`);
	await database.run("DROP TABLE event");
	await database.run(createEventTable);
	await insert(database, "everything");
	await database.run("DROP TABLE everything");
}

/** Removes the events before a time. */
export async function purge(database: Database, before: string): Promise<void> {
	const isOld = "time < CAST($1 AS TIMESTAMP)";
	const { old } = await database.row<{ old: number }>(`SELECT count(*) AS old FROM event WHERE ${isOld}`, [
		before,
	]);
	if (old === 0) return;
	await database.run(`DELETE FROM part WHERE event_id IN (SELECT event_id FROM event WHERE ${isOld})`, [
		before,
	]);
	await database.run(`DELETE FROM event WHERE ${isOld}`, [before]);
	await replaceEvents(database, `SELECT ${columns} FROM event`);
}

/** @param rows Those of the table that are events; all by default. */
async function insert(database: Database, table: string, rows = `SELECT * FROM ${table}`): Promise<number> {
	await lookAtAddresses(database, table);
	await database.run("SET preserve_insertion_order = true");
	const [inserted] = await database.rows<{ Count: number }>(
		`INSERT INTO event ${withDerived(rows)} ${inTimeOrder}`,
	);
	await database.run("SET preserve_insertion_order = false");
	return inserted?.Count ?? 0;
}
