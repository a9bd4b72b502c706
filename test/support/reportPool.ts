import {
	BOOLEAN,
	type DuckDBConnection,
	DuckDBDataChunk,
	DuckDBInstance,
	DuckDBTimestampValue,
	type DuckDBType,
	type DuckDBValue,
	LIST,
	listValue,
	TIMESTAMP,
	UHUGEINT,
	VARCHAR,
} from "@duckdb/node-api";
import type { Rows } from "#review/report/facts";
import type { SqlValue } from "#review/store/index";
import type { SignIn } from "../../workbench/logs/index.ts";

/** A row of the store's relation `events`. Times are in milliseconds since 1970. */
export interface PoolEvent {
	readonly event_id: string;
	readonly username: string;
	readonly time: number | null;
	readonly type: string;
	readonly response: string | null;
	readonly risk_level: string | null;
	readonly compromised: boolean;
	readonly ip: string | null;
	readonly device: string | null;
	readonly country: string | null;
	readonly client_id: string | null;
	readonly challenges: readonly string[];
	readonly feedback_value: string | null;
	readonly feedback_time: number | null;
}

/** What a store has read. */
export interface PoolCoverage {
	readonly source?: string;
	readonly since?: string;
	readonly until?: string;
	readonly filter?: object;
	readonly complete?: boolean;
}

/** A pool whose events are in memory, with the interface of a store for figures. */
export interface Pool extends Rows, Disposable {
	/** Replaces all events. */
	fill(events: readonly PoolEvent[], coverage?: readonly PoolCoverage[]): Promise<void>;
}

const columns = {
	event_id: VARCHAR,
	username: VARCHAR,
	time: TIMESTAMP,
	type: VARCHAR,
	response: VARCHAR,
	risk_level: VARCHAR,
	compromised: BOOLEAN,
	ip: VARCHAR,
	device: VARCHAR,
	country: VARCHAR,
	client_id: VARCHAR,
	challenges: LIST(VARCHAR),
	feedback_value: VARCHAR,
	feedback_time: TIMESTAMP,
	network: VARCHAR,
	ip_number: UHUGEINT,
} as const satisfies Record<keyof PoolEvent | "network" | "ip_number", DuckDBType>;

/** The network of an address in these tests: its first three bytes. */
export const networkOf = (ip: string | null) => (ip === null ? null : ip.replace(/\d+$/, "0/24"));

/** The same as the store's column, except for IPv6 addresses. */
const numberOf = (ip: string | null) =>
	ip === null || ip.includes(":")
		? null
		: ip.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n) + 0xffff_0000_0000n;

const tables = `
	CREATE TABLE raw (${Object.entries(columns)
		.map(([name, type]) => `${name} ${type}`)
		.join(", ")});
	CREATE VIEW events AS
		SELECT *, username AS user_sub, hash(username) AS user_key, rowid AS position, NULL::VARCHAR AS risk_decision,
			NULL::VARCHAR AS city, NULL::VARCHAR AS time_zone, NULL::VARCHAR AS idp_name, true AS has_context,
			NULL::VARCHAR AS feedback_provider, 'log' AS source
		FROM raw;
	CREATE TABLE coverage (source VARCHAR, since TIMESTAMP, until TIMESTAMP, filter VARCHAR, lines_read BIGINT,
		events BIGINT, skipped JSON, complete BOOLEAN, read_at TIMESTAMP)`;

export async function openPool(events: readonly PoolEvent[] = []): Promise<Pool> {
	// Pools are small, so distributing the work among threads would take longer than the work.
	const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
	const connection = await instance.connect();
	await connection.run(tables);
	async function rows<T extends object>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
		const result = await connection.runAndReadAll(sql, [...parameters]);
		return result.getRowObjectsJS() as T[];
	}
	const pool: Pool = {
		rows,
		async fill(filled, coverage = [{}]) {
			await append(connection, filled);
			await rows("DELETE FROM coverage");
			for (const { source = "logs", since, until, filter = {}, complete = true } of coverage)
				await rows(
					"INSERT INTO coverage VALUES ($1, $2::TIMESTAMP, $3::TIMESTAMP, $4, $5, $5, '{}', $6, '2100-01-01')",
					[source, since ?? null, until ?? null, JSON.stringify(filter), filled.length, complete],
				);
		},
		[Symbol.dispose]() {
			connection.closeSync();
			instance.closeSync();
		},
	};
	await pool.fill(events);
	return pool;
}

/** Fills the table `raw`, in chunks as large as DuckDB allows. */
async function append(connection: DuckDBConnection, events: readonly PoolEvent[]): Promise<void> {
	// Deleting rows would not free their space.
	await connection.run("CREATE OR REPLACE TABLE raw AS FROM raw LIMIT 0");
	const appender = await connection.createAppender("raw");
	const names = Object.keys(columns) as (keyof typeof columns)[];
	const time = (value: number | null) =>
		value === null ? null : new DuckDBTimestampValue(BigInt(value) * 1_000n);
	for (let first = 0; first < events.length; first += 2_048) {
		const chunk = DuckDBDataChunk.create(Object.values(columns));
		chunk.setRows(
			events.slice(first, first + 2_048).map((event) => {
				const values = {
					...event,
					time: time(event.time),
					challenges: listValue(event.challenges),
					feedback_time: time(event.feedback_time),
					network: networkOf(event.ip),
					ip_number: numberOf(event.ip),
				} satisfies Record<keyof typeof columns, DuckDBValue>;
				return names.map((name) => values[name]);
			}),
		);
		appender.appendDataChunk(chunk);
	}
	appender.closeSync();
}

/** A generated event as a row of the store. */
export function poolEvent(signIn: SignIn): PoolEvent {
	const { feedback } = signIn;
	return {
		event_id: signIn.eventId,
		username: signIn.username,
		time: signIn.time,
		type: signIn.type,
		response: signIn.response,
		risk_level: signIn.riskLevel ?? null,
		compromised: signIn.compromised,
		ip: signIn.ipAddress,
		device: signIn.device,
		country: signIn.country,
		client_id: signIn.clientId,
		challenges: signIn.challenges.map((text) => text.replace(":", ": ")),
		feedback_value: feedback?.value ?? null,
		feedback_time: feedback?.time ?? null,
	};
}
