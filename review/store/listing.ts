import type { UserEvent } from "../listing/listPool.ts";
import type { Database } from "./duckdb.ts";
import { challengeSeparator } from "./schema.ts";
import { literal } from "./sql.ts";

const atOnce = 5000;

const shape = {
	eventId: "VARCHAR",
	username: "VARCHAR",
	type: "VARCHAR",
	time: "TIMESTAMP",
	response: "VARCHAR",
	riskDecision: "VARCHAR",
	riskLevel: "VARCHAR",
	compromisedCredentials: "BOOLEAN",
	ipAddress: "VARCHAR",
	device: "VARCHAR",
	city: "VARCHAR",
	country: "VARCHAR",
	timeZone: "VARCHAR",
	challenges: ["VARCHAR"],
	feedback: { value: "VARCHAR", provider: "VARCHAR", date: "TIMESTAMP" },
};

export async function insertListing(database: Database, events: readonly UserEvent[]): Promise<void> {
	for (let first = 0; first < events.length; first += atOnce)
		await database.run(
			`
INSERT INTO line BY NAME SELECT
	e.eventId AS event_id, e.username AS username, e.time AS time, e.type AS type, e.response AS response,
	e.riskDecision AS risk_decision, e.riskLevel AS risk_level, e.compromisedCredentials AS compromised, e.ipAddress AS ip,
	e.device AS device, e.city AS city, e.country AS country, e.timeZone AS time_zone,
	array_to_string(e.challenges, '${challengeSeparator}') AS challenge_list, e.feedback.value AS feedback_value,
	e.feedback.provider AS feedback_provider, e.feedback.date AS feedback_time, 'api' AS source
FROM (SELECT unnest(from_json($1, ${literal(JSON.stringify([shape]))})) AS e)`,
			[JSON.stringify(events.slice(first, first + atOnce))],
		);
}
