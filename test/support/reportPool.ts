import { DuckDBInstance } from "@duckdb/node-api";
import type { Parameter, Rows } from "#review/report/rows";
import type { SignIn } from "../../workbench/logs/index.ts";

/** An event as the store's relation `events` has it. Times are in milliseconds since 1970. */
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

/** What a store says that it has read. */
export interface PoolCoverage {
	readonly source?: string;
	readonly since?: string;
	readonly until?: string;
	readonly filter?: object;
	readonly complete?: boolean;
}

/** A pool whose events are in memory, as the figures see a store. */
export interface Pool extends Rows, Disposable {
	/** Puts other events in place of those that are there. */
	fill(events: readonly PoolEvent[], coverage?: readonly PoolCoverage[]): Promise<void>;
}

const fields = `{"event_id": "VARCHAR", "username": "VARCHAR", "time": "BIGINT", "type": "VARCHAR", "response": "VARCHAR",
	"risk_level": "VARCHAR", "compromised": "BOOLEAN", "ip": "VARCHAR", "device": "VARCHAR", "country": "VARCHAR",
	"client_id": "VARCHAR", "challenges": ["VARCHAR"], "feedback_value": "VARCHAR", "feedback_time": "BIGINT"}`;

/** The network of an address in these tests: its first three numbers. */
export const networkOf = (ip: string | null) => (ip === null ? null : ip.replace(/\d+$/, "0/24"));

export async function openPool(events: readonly PoolEvent[] = []): Promise<Pool> {
	const instance = await DuckDBInstance.create(":memory:");
	const connection = await instance.connect();
	async function rows<T>(sql: string, parameters: readonly Parameter[] = []): Promise<T[]> {
		const result = await connection.runAndReadAll(sql, [...parameters]);
		return result.getRowObjectsJS() as T[];
	}
	const pool: Pool = {
		rows,
		async fill(filled, coverage = [{}]) {
			await rows(
				`CREATE OR REPLACE TABLE events AS
					SELECT * REPLACE (epoch_ms(time) AS time, epoch_ms(feedback_time) AS feedback_time),
						regexp_replace(ip, '[0-9]+$', '0/24') AS network, username AS user_sub, NULL::VARCHAR AS risk_decision,
						NULL::VARCHAR AS city, NULL::VARCHAR AS time_zone, NULL::VARCHAR AS idp_name, true AS has_context,
						NULL::VARCHAR AS feedback_provider, 'log' AS source
					FROM (SELECT unnest(from_json($1::JSON, '[${fields}]'), recursive := true))`,
				[JSON.stringify(filled)],
			);
			await rows(
				`CREATE OR REPLACE TABLE coverage AS
					SELECT source, since::TIMESTAMP AS since, until::TIMESTAMP AS until, filter::VARCHAR AS filter,
						10::BIGINT AS lines_read, 10::BIGINT AS events, '{}'::JSON AS skipped, complete, TIMESTAMP '2100-01-01' AS read_at
					FROM (SELECT unnest(from_json($1::JSON, '[{"source": "VARCHAR", "since": "VARCHAR", "until": "VARCHAR",
						"filter": "JSON", "complete": "BOOLEAN"}]'), recursive := true))`,
				[JSON.stringify(coverage.map((each) => ({ source: "logs", filter: {}, complete: true, ...each })))],
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

/** A generated event as the store would have it. */
export function poolEvent(signIn: SignIn): PoolEvent {
	const { answer } = signIn;
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
		feedback_value: answer?.value ?? null,
		feedback_time: answer?.time ?? null,
	};
}
