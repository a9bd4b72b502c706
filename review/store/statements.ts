import type { Statement } from "../statements.ts";
import type { Database } from "./duckdb.ts";

/** Users' statements that were passed to a command. They are kept only in this table, while the store is open. */
export const createStatementTable =
	"CREATE OR REPLACE TEMP TABLE statements (event_id VARCHAR, was_me BOOLEAN, stated_at TIMESTAMP, same_session BOOLEAN)";

/** Replaces the statements. There must be at most one for each event. */
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
