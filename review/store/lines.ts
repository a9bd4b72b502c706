import { challengeSeparator, eventColumnNames, eventColumns } from "./schema.ts";
import { literal } from "./sql.ts";

/** The fields of a message that are texts, by column. Values of any type are read as text; other fields are skipped. */
const textFields = {
	event_id: "eventId",
	user_name: "userName",
	user_sub: "userSub",
	created: "creationDate",
	type: "eventType",
	response: "eventResponse",
	risk_decision: "riskDecision",
	risk_level: "riskLevel",
	ip: "ipAddress",
	device: "deviceName",
	city: "city",
	country: "country",
	time_zone: "timezone",
	client_id: "clientId",
	idp_name: "idpName",
	feedback_value: "eventFeedbackValue",
	feedback_provider: "eventFeedbackProvider",
	feedback_date: "eventFeedbackDate",
};

const otherFields = [
	"userPoolId VARCHAR, hasContextData VARCHAR, challenges VARCHAR[]",
	"compromisedCredentialDetected VARCHAR, compromisedCredentialsDetected VARCHAR",
];

/** The fields of a line to read, with their types. */
const fields = {
	eventTimestamp: "VARCHAR",
	eventSource: "VARCHAR",
	message: `STRUCT(${[...Object.values(textFields).map((name) => `${name} VARCHAR`), ...otherFields].join(", ")})`,
	logSourceId: "STRUCT(userPoolId VARCHAR)",
};

/** Macros that normalize the values of a line; for each connection that reads lines. */
export const lineMacros = `
CREATE OR REPLACE TEMP MACRO is_of_source(x) AS CASE WHEN x IS NULL OR x IN ('USER_AUTH_EVENTS', 'USER_ACTIVITY') THEN TRUE
	ELSE lower(replace(x, '_', '')) IN ('userauthevents', 'useractivity') END;
CREATE OR REPLACE TEMP MACRO is_of_pool(x, pool) AS x IS NULL OR x = pool;
CREATE OR REPLACE TEMP MACRO body_of(line) AS CASE WHEN starts_with(line, '{') THEN line
	ELSE substr(line, greatest(strpos(line, '{'), 1)) END;
CREATE OR REPLACE TEMP MACRO present(x) AS CASE WHEN x = '' OR x = 'null' THEN NULL ELSE x END;
CREATE OR REPLACE TEMP MACRO spelling(x) AS lower(replace(replace(x, '_', ''), ' ', ''));
CREATE OR REPLACE TEMP MACRO truth(x) AS CASE x WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE
	ELSE CASE lower(x) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END END;
CREATE OR REPLACE TEMP MACRO to_decision(x) AS CASE x
	WHEN 'PASS' THEN 'NoRisk' WHEN 'NoRisk' THEN x WHEN 'AccountTakeover' THEN x WHEN 'Block' THEN x
	ELSE CASE spelling(x) WHEN 'pass' THEN 'NoRisk' WHEN 'norisk' THEN 'NoRisk'
		WHEN 'accounttakeover' THEN 'AccountTakeover' WHEN 'block' THEN 'Block' ELSE x END END;
CREATE OR REPLACE TEMP MACRO to_level(x) AS CASE x
	WHEN 'Low' THEN x WHEN 'Medium' THEN x WHEN 'High' THEN x
	ELSE CASE spelling(x) WHEN 'low' THEN 'Low' WHEN 'medium' THEN 'Medium' WHEN 'high' THEN 'High' ELSE x END END;
CREATE OR REPLACE TEMP MACRO to_response(x) AS CASE x
	WHEN 'Pass' THEN x WHEN 'Fail' THEN x WHEN 'InProgress' THEN x
	ELSE CASE spelling(x) WHEN 'pass' THEN 'Pass' WHEN 'fail' THEN 'Fail' WHEN 'inprogress' THEN 'InProgress' ELSE x END END;
CREATE OR REPLACE TEMP MACRO to_type(x) AS CASE x
	WHEN 'SignIn' THEN x WHEN 'SignUp' THEN x WHEN 'ForgotPassword' THEN x WHEN 'PasswordChange' THEN x
	ELSE CASE spelling(x) WHEN 'signin' THEN 'SignIn' WHEN 'signup' THEN 'SignUp'
		WHEN 'forgotpassword' THEN 'ForgotPassword' WHEN 'passwordchange' THEN 'PasswordChange'
		WHEN 'resendcode' THEN 'ResendCode' ELSE x END END;
CREATE OR REPLACE TEMP MACRO other_milliseconds(x) AS coalesce(
	CASE WHEN try_cast(x AS BIGINT) BETWEEN 0 AND 253402300799999 THEN try_cast(x AS BIGINT) END,
	CASE WHEN try_cast(x AS TIMESTAMPTZ) BETWEEN TIMESTAMPTZ '0001-01-01 00:00:00Z' AND TIMESTAMPTZ '9999-12-31 00:00:00Z'
		THEN epoch_ms(try_cast(x AS TIMESTAMPTZ)) END);
CREATE OR REPLACE TEMP MACRO to_milliseconds(x) AS
	CASE WHEN strlen(x) = 13 AND NOT starts_with(x, '-') THEN try_cast(x AS BIGINT) ELSE other_milliseconds(x) END;
CREATE OR REPLACE TEMP MACRO java_time(x) AS
	try_strptime(x, ['%a %b %d %H:%M:%S UTC %Y', '%a %b %d %H:%M:%S GMT %Y']);
CREATE OR REPLACE TEMP MACRO other_time(x) AS date_trunc('second', make_timestamp_ms(other_milliseconds(x)));
CREATE OR REPLACE TEMP MACRO to_time(x) AS CASE WHEN java_time(x) IS NOT NULL THEN java_time(x) ELSE other_time(x) END;
CREATE OR REPLACE TEMP MACRO time_of(created, logged) AS CASE WHEN java_time(created) IS NOT NULL THEN java_time(created)
	ELSE coalesce(other_time(created), other_time(logged)) END;
CREATE OR REPLACE TEMP MACRO those_present(list) AS list_filter(list, lambda x: x <> '' AND x <> 'null');
CREATE OR REPLACE TEMP MACRO challenge_of(x) AS CASE
	WHEN starts_with(x, '{') AND json_valid(x) THEN array_to_string(those_present([
		coalesce(json_extract_string(x, '$.ChallengeName'), json_extract_string(x, '$.challengeName')),
		coalesce(json_extract_string(x, '$.ChallengeResponse'), json_extract_string(x, '$.challengeResponse'))]), ': ')
	ELSE regexp_replace(x, ':\\s*', ': ', 'g') END;
CREATE OR REPLACE TEMP MACRO to_challenges(list, joined) AS CASE
	WHEN joined = '' THEN NULL
	-- Names with their results, as real lines have them.
	WHEN NOT contains(joined, ' ') AND NOT contains(joined, '{') AND NOT contains(joined, 'null')
		AND NOT starts_with(joined, '${challengeSeparator}') AND NOT ends_with(joined, '${challengeSeparator}')
		AND NOT contains(joined, '${challengeSeparator}${challengeSeparator}')
	THEN replace(joined, ':', ': ')
	ELSE nullif(array_to_string(those_present(
		list_transform(those_present(list), lambda x: challenge_of(x))), '${challengeSeparator}'), '') END;
CREATE OR REPLACE TEMP MACRO has_event(line) AS coalesce(CASE WHEN json_valid(line)
	THEN present(json_extract_string(line, '$.message.eventId')) IS NOT NULL END, FALSE);
-- Identifies the event and the line of a text by a regular expression, which is far faster than parsing the JSON.
CREATE OR REPLACE TEMP MACRO line_key(line) AS hash(regexp_extract(line, '"eventId"\\s*:\\s*"([^"]*)', 1),
	try_cast(regexp_extract(line, '"eventTimestamp"\\s*:\\s*"?(\\d+)', 1) AS BIGINT));
CREATE OR REPLACE TEMP MACRO is_blank(line) AS coalesce(CASE WHEN strlen(line) < 4096 THEN trim(line, ' \t\r\n') = '' END, line IS NULL);
`;

/** The typed columns that DuckDB's JSON reader returns. */
export const typedColumns = `{${Object.entries(fields)
	.map(([name, type]) => `${name}: ${literal(type)}`)
	.join(", ")}}`;

/** The columns that decide between otherwise equal lines of an event. The highest risk level of all lines is kept anyway. */
const content = eventColumnNames.filter((name) => name !== "risk_level" && name !== "event_id").join(", ");

const challenges = `CASE WHEN challenge_list IS NULL THEN 0 WHEN NOT contains(challenge_list, '${challengeSeparator}') THEN 1
	ELSE least(strlen(challenge_list) - strlen(replace(challenge_list, '${challengeSeparator}', '')) + 1, 255) END`;

/**
 * SQL for the rank of a line as one number; the line of an event with the highest rank is kept. It is the one with the most
 * challenges, then the latest, then one with a final response. A hash of the content decides ties, so that the order of lines
 * does not matter.
 */
export const rank = `
	(${challenges} * ${2n ** 49n} + least(greatest(coalesce(logged_at, 0), 0), ${2n ** 48n - 1n}) * 2
		+ CASE WHEN response IN ('Pass', 'Fail') THEN 1 ELSE 0 END)::UHUGEINT * ${2n ** 60n}
	+ (hash(${content}) >> 4)`;

/** The characters that the provider's `printable` replaces, in the syntax of RE2, which has no lookahead. */
const steering =
	"[\\x00-\\x1E\\x7F-\\x{9F}\\x{061C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]|<\\{%";

/** The text columns from the line. The challenges are cleaned separately, because their separator is a control character. */
const texts = Object.entries(eventColumns).flatMap(([name, type]) =>
	type === "VARCHAR" && name !== "source" && name !== "challenge_list" ? [name] : [],
);

const textOfLine = `concat(${texts.join(", ")}, replace(challenge_list, '${challengeSeparator}', ''))`;

/**
 * SQL for whether the `text` of a row contains any such character. JSON adds only two quotes to most texts, and comparing
 * lengths is faster than the regular expression.
 */
const steersTerminal = `CASE WHEN strlen(to_json(text)) = length(text) + 2 AND NOT contains(text, '<') AND NOT contains(text, chr(127)) THEN FALSE
	ELSE regexp_matches(text, '${steering}|\\x1F') END`;

const printable = (column: string, characters: string) =>
	`regexp_replace(replace(${column}, '<{%', '\uFFFD{%'), '${characters}', '\uFFFD', 'g')`;

/**
 * SQL that replaces control characters in the table `line`. The device that signs in provides much of a line, which must not
 * control the terminal in which it is printed.
 */
export const cleanLines = `UPDATE line SET
${texts.map((name) => `${name} = ${printable(name, `${steering}|\\x1F`)}`).join(", ")},
challenge_list = ${printable("challenge_list", steering)}
WHERE steers;
UPDATE line SET rank = ${rank} WHERE steers`;

/**
 * SQL that reads the texts in the column `line` of a relation as {@link typedColumns}. Each text contains one JSON object,
 * with or without text before it. The columns of a text that is not JSON are NULL.
 */
export function typedLines(texts: string): string {
	return `(SELECT NULL AS file, parsed.* FROM (
	SELECT CASE WHEN json_valid(body) THEN json_transform(body, ${literal(JSON.stringify(fields))}) END AS parsed
	FROM (SELECT body_of(line) AS body FROM ${texts})))`;
}

/** SQL that converts a relation with typed columns to the columns of the table `line`. */
export function eventsOf(typed: string, userPoolId: string): string {
	return `
SELECT * EXCLUDE (text), ${steersTerminal} AS steers, ${rank} AS rank FROM (SELECT *, ${textOfLine} AS text FROM (SELECT
	file,
	event_id,
	coalesce(user_name, user_sub) AS username,
	user_sub,
	time_of(created, logged) AS time,
	to_type(type) AS type,
	to_response(response) AS response,
	to_decision(risk_decision) AS risk_decision,
	to_level(risk_level) AS risk_level,
	truth(compromised) AS compromised,
	ip, device, city, country, time_zone, client_id, idp_name,
	truth(has_context) AS has_context,
	to_challenges(challenges, joined) AS challenge_list,
	feedback_value,
	feedback_provider,
	to_time(feedback_date) AS feedback_time,
	'log' AS source,
	to_milliseconds(logged) AS logged_at,
	is_of_pool(pool, ${literal(userPoolId)}) AS of_pool,
	is_of_source(eventSource) AS of_source
-- Each value gets its own name: a macro repeats its argument, and planning the statement would take longer than running it.
FROM (SELECT
	file,
	present(eventTimestamp) AS logged,
	${Object.entries(textFields)
		.map(([column, field]) => `present(${field}) AS ${column}`)
		.join(", ")},
	coalesce(compromisedCredentialDetected, compromisedCredentialsDetected) AS compromised,
	hasContextData AS has_context,
	challenges,
	array_to_string(challenges, '${challengeSeparator}') AS joined,
	present(coalesce(userPoolId, logSourceId.userPoolId)) AS pool,
	eventSource
FROM (SELECT file, eventTimestamp, eventSource, logSourceId, message.* FROM ${typed}))))`;
}

/** The fields of an event from Cognito's API. */
const listedFields = {
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

/** Inserts events from Cognito's API, as JSON, into the table `line`. */
export const insertListing = `
INSERT INTO line BY NAME SELECT
	e.eventId AS event_id, e.username AS username, e.time AS time, e.type AS type, e.response AS response,
	e.riskDecision AS risk_decision, e.riskLevel AS risk_level, e.compromisedCredentials AS compromised, e.ipAddress AS ip,
	e.device AS device, e.city AS city, e.country AS country, e.timeZone AS time_zone,
	array_to_string(e.challenges, '${challengeSeparator}') AS challenge_list, e.feedback.value AS feedback_value,
	e.feedback.provider AS feedback_provider, e.feedback.date AS feedback_time, 'api' AS source
FROM (SELECT unnest(from_json($1, ${literal(JSON.stringify([listedFields]))})) AS e)`;
