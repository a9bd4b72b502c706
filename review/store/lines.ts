import { steersTerminal, textOfLine } from "./cleanLines.ts";
import { rank } from "./rank.ts";
import { challengeSeparator } from "./schema.ts";
import { literal } from "./sql.ts";

/** The JSON fields of a line to read. Values of any type are read as text; other fields are skipped. */
const fields = {
	eventTimestamp: "VARCHAR",
	eventSource: "VARCHAR",
	message: {
		eventId: "VARCHAR",
		eventType: "VARCHAR",
		userSub: "VARCHAR",
		userName: "VARCHAR",
		userPoolId: "VARCHAR",
		clientId: "VARCHAR",
		creationDate: "VARCHAR",
		eventResponse: "VARCHAR",
		riskLevel: "VARCHAR",
		riskDecision: "VARCHAR",
		challenges: ["VARCHAR"],
		deviceName: "VARCHAR",
		ipAddress: "VARCHAR",
		idpName: "VARCHAR",
		compromisedCredentialDetected: "VARCHAR",
		compromisedCredentialsDetected: "VARCHAR",
		city: "VARCHAR",
		country: "VARCHAR",
		timezone: "VARCHAR",
		eventFeedbackValue: "VARCHAR",
		eventFeedbackDate: "VARCHAR",
		eventFeedbackProvider: "VARCHAR",
		hasContextData: "VARCHAR",
	},
	logSourceId: { userPoolId: "VARCHAR" },
} as const;

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
	.map(([name, type]) => `${name}: ${literal(sqlType(type))}`)
	.join(", ")}}`;

type Shape = "VARCHAR" | readonly ["VARCHAR"] | { readonly [name: string]: Shape };

function sqlType(shape: Shape): string {
	if (typeof shape === "string") return shape;
	if (isList(shape)) return `${shape[0]}[]`;
	return `STRUCT(${Object.entries(shape)
		.map(([name, type]) => `"${name}" ${sqlType(type)}`)
		.join(", ")})`;
}

function isList(shape: Shape): shape is readonly ["VARCHAR"] {
	return Array.isArray(shape);
}

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
	present(eventId) AS event_id,
	present(userName) AS user_name,
	present(userSub) AS user_sub,
	present(creationDate) AS created,
	present(eventTimestamp) AS logged,
	present(eventType) AS type,
	present(eventResponse) AS response,
	present(riskDecision) AS risk_decision,
	present(riskLevel) AS risk_level,
	coalesce(compromisedCredentialDetected, compromisedCredentialsDetected) AS compromised,
	present(ipAddress) AS ip,
	present(deviceName) AS device,
	present(city) AS city,
	present(country) AS country,
	present(timezone) AS time_zone,
	present(clientId) AS client_id,
	present(idpName) AS idp_name,
	hasContextData AS has_context,
	challenges,
	array_to_string(challenges, '${challengeSeparator}') AS joined,
	present(eventFeedbackValue) AS feedback_value,
	present(eventFeedbackProvider) AS feedback_provider,
	present(eventFeedbackDate) AS feedback_date,
	present(coalesce(userPoolId, logSourceId.userPoolId)) AS pool,
	eventSource
FROM (SELECT file, eventTimestamp, eventSource, logSourceId, message.* FROM ${typed}))))`;
}
