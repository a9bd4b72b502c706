/** Increased when the tables change: a store of another version is rebuilt. */
export const storeVersion = 1;

/** What challenges are joined by in a column, which a dictionary then compresses. */
export const challengeSeparator = "\u001f";

/** The columns of an event as it is kept, in order; those of the relation `events` are among them. */
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
	/** When the line was written, in milliseconds: which of an event's lines is the latest. */
	logged_at: "BIGINT",
} as const;

export const eventColumnNames = Object.keys(eventColumns) as (keyof typeof eventColumns)[];

/** Made of the columns above when an event is kept. */
const derivedColumns = {
	user_key: "UBIGINT",
	ip_number: "UHUGEINT",
	network: "VARCHAR",
} as const;

export const derivedColumnNames = Object.keys(derivedColumns);

const declared = Object.entries(eventColumns).map(([name, type]) => `${name} ${type}`);
const derived = Object.entries(derivedColumns).map(([name, type]) => `${name} ${type}`);

/** IDs are all different: DuckDB need not try the ways of compression that suit repeated texts. */
const stored = declared.map((column) =>
	column === "event_id VARCHAR" ? `${column} USING COMPRESSION fsst` : column,
);

export const createEventTable = `CREATE TABLE event (${[...stored, ...derived].join(", ")})`;

/** For the rows that take part in a merge. */
export const createLineTable = `
CREATE OR REPLACE TEMP TABLE line (file INTEGER, ${declared.join(", ")}, of_pool BOOLEAN, of_source BOOLEAN, steers BOOLEAN, rank UHUGEINT)`;

/** The tables and the two relations that everyone else reads: `events` and `coverage`. */
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
