import type { Statement } from "../statements.ts";
import type { Database } from "./duckdb.ts";

/** What users say, as far as a command was given it: kept for as long as the store is open, and nowhere else. */
export const createStatementTable =
	"CREATE OR REPLACE TEMP TABLE statements (event_id VARCHAR, was_me BOOLEAN, stated_at TIMESTAMP, same_session BOOLEAN)";

/** Adds statements, at most one for each event. */
export async function insertStatements(database: Database, statements: readonly Statement[]): Promise<void> {
	const rows = statements.map(({ eventId, wasMe, at, sameSession }) => ({
		event_id: eventId,
		was_me: wasMe,
		stated_at: at.replace("Z", ""),
		same_session: sameSession,
	}));
	await database.run(createStatementTable);
	await database.run(
		`INSERT INTO statements SELECT unnest(from_json($1, '[{"event_id":"VARCHAR","was_me":"BOOLEAN","stated_at":"TIMESTAMP","same_session":"BOOLEAN"}]'), recursive := true)`,
		[JSON.stringify(rows)],
	);
}
