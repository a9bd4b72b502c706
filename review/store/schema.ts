/** The version of the tables, increased with each change: a store with another version is rebuilt. */
export const storeVersion = 1;

/** The separator of challenges, which are joined to one text, so that DuckDB compresses the column with a dictionary. */
export const challengeSeparator = "\u001f";

/** The columns of a stored event, in order. They include those of the relation `events`. */
export const eventColumns = {
	event_id: "VARCHAR",
	username: "VARCHAR",
	user_sub: "VARCHAR",
	time: "TIMESTAMP",
	type: "VARCHAR",
	response: "VARCHAR",
	risk_decision: "VARCHAR",
	risk_level: "VARCHAR",
	compromised: "BOOLEAN",
	ip: "VARCHAR",
	device: "VARCHAR",
	city: "VARCHAR",
	country: "VARCHAR",
	time_zone: "VARCHAR",
	client_id: "VARCHAR",
	idp_name: "VARCHAR",
	has_context: "BOOLEAN",
	challenge_list: "VARCHAR",
	feedback_value: "VARCHAR",
	feedback_provider: "VARCHAR",
	feedback_time: "TIMESTAMP",
	source: "VARCHAR",
	/** The time at which the line was written, in milliseconds. It decides which line of an event is the latest. */
	logged_at: "BIGINT",
} as const;

export const eventColumnNames = Object.keys(eventColumns) as (keyof typeof eventColumns)[];

/** The columns computed from those above when an event is stored. */
const derivedColumns = {
	user_key: "UBIGINT",
	ip_number: "UHUGEINT",
	network: "VARCHAR",
} as const;

export const derivedColumnNames = Object.keys(derivedColumns);

const declared = Object.entries(eventColumns).map(([name, type]) => `${name} ${type}`);
const derived = Object.entries(derivedColumns).map(([name, type]) => `${name} ${type}`);

/** Event IDs are unique, so DuckDB need not try compression methods for repeated texts. */
const stored = declared.map((column) =>
	column === "event_id VARCHAR" ? `${column} USING COMPRESSION fsst` : column,
);

export const createEventTable = `CREATE TABLE event (${[...stored, ...derived].join(", ")})`;

export const createLineTable = `
CREATE OR REPLACE TEMP TABLE line (file INTEGER, ${declared.join(", ")}, of_pool BOOLEAN, of_source BOOLEAN, steers BOOLEAN, rank UHUGEINT)`;

/** Users' statements that were passed to a command. They are kept only in this table, while the store is open. */
export const createStatementTable =
	"CREATE OR REPLACE TEMP TABLE statements (event_id VARCHAR, was_me BOOLEAN, stated_at TIMESTAMP, same_session BOOLEAN)";

/** The tables, with the two relations that other modules read: `events` and `coverage`. */
export const schema = `
CREATE TABLE store (version INTEGER, key VARCHAR);
${createEventTable};
CREATE TABLE part (${declared.join(", ")});
CREATE TABLE read_file (path VARCHAR, size BIGINT, modified VARCHAR, source VARCHAR);
CREATE TABLE coverage (
	source VARCHAR, since TIMESTAMP, until TIMESTAMP, filter VARCHAR, lines_read BIGINT, events BIGINT, skipped JSON,
	complete BOOLEAN, read_at TIMESTAMP
);
CREATE VIEW events AS SELECT
	event_id, username, user_sub, time, type, response, risk_decision, risk_level, compromised, ip, network, device, city,
	country, time_zone, client_id, idp_name, has_context, string_split(challenge_list, '${challengeSeparator}') AS challenges, feedback_value, feedback_provider,
	feedback_time, source, rowid AS position, user_key, ip_number
FROM event;
`;
