import { challengeSeparator } from "./schema.ts";
import { literal } from "./sql.ts";

/** A line's JSON, as far as it is used. Every value is read as text, whatever it is; unknown fields are skipped. */
const shape = {
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
};

/** Macros that make one value of what a line may have; for each connection. */
export const lineMacros = `
CREATE OR REPLACE TEMP MACRO body_of(line) AS CASE WHEN starts_with(line, '{') THEN line
	ELSE substr(line, greatest(strpos(line, '{'), 1)) END;
CREATE OR REPLACE TEMP MACRO present(x) AS nullif(nullif(x, ''), 'null');
CREATE OR REPLACE TEMP MACRO spelling(x) AS lower(replace(replace(x, '_', ''), ' ', ''));
CREATE OR REPLACE TEMP MACRO truth(x) AS CASE lower(x) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END;
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
CREATE OR REPLACE TEMP MACRO to_milliseconds(x) AS CASE
	WHEN regexp_full_match(x, '\\d{1,15}') THEN CAST(x AS BIGINT)
	ELSE epoch_ms(try_cast(x AS TIMESTAMPTZ)) END;
CREATE OR REPLACE TEMP MACRO in_years(t) AS CASE WHEN t >= TIMESTAMP '0001-01-01' AND t < TIMESTAMP '10000-01-01' THEN t END;
CREATE OR REPLACE TEMP MACRO to_time(x) AS in_years(coalesce(
	try_strptime(x, ['%a %b %d %H:%M:%S UTC %Y', '%a %b %d %H:%M:%S GMT %Y']),
	CASE WHEN x IS NOT NULL THEN CASE WHEN regexp_full_match(x, '\\d{1,15}') THEN make_timestamp_ms(CAST(x AS BIGINT))
		ELSE date_trunc('second', try_cast(x AS TIMESTAMPTZ) AT TIME ZONE 'UTC') END END));
CREATE OR REPLACE TEMP MACRO challenge_of(x) AS CASE
	WHEN starts_with(x, '{') THEN concat_ws(': ',
		present(coalesce(json_extract_string(x, '$.ChallengeName'), json_extract_string(x, '$.challengeName'))),
		present(coalesce(json_extract_string(x, '$.ChallengeResponse'), json_extract_string(x, '$.challengeResponse'))))
	ELSE regexp_replace(x, '^([^:]*):\\s*', '\\1: ') END;
CREATE OR REPLACE TEMP MACRO to_challenges(list) AS nullif(array_to_string(list_filter(
	list_transform(list, lambda x: challenge_of(present(x))), lambda x: present(x) IS NOT NULL), '${challengeSeparator}'), '');
`;

/**
 * A statement that reads events out of texts.
 *
 * @param texts A relation with the columns `line`, a text with one JSON object, whatever is in front of it, and `file`.
 */
export function readLines(texts: string): string {
	return `
WITH text AS (SELECT file, line, body_of(line) AS body FROM ${texts}),
parsed AS (SELECT file, line, CASE WHEN json_valid(body) THEN json_transform(body, ${literal(JSON.stringify(shape))}) END AS j FROM text),
field AS (SELECT file, line, present(j.message.eventId) AS event_id, j.message AS m, j FROM parsed)
SELECT
	file, event_id,
	coalesce(present(m.userName), present(m.userSub)) AS username,
	present(m.userSub) AS user_sub,
	coalesce(to_time(present(m.creationDate)), in_years(date_trunc('second', make_timestamp_ms(to_milliseconds(j.eventTimestamp))))) AS time,
	to_type(present(m.eventType)) AS type,
	to_response(present(m.eventResponse)) AS response,
	to_decision(present(m.riskDecision)) AS risk_decision,
	to_level(present(m.riskLevel)) AS risk_level,
	truth(coalesce(m.compromisedCredentialDetected, m.compromisedCredentialsDetected)) AS compromised,
	present(m.ipAddress) AS ip,
	present(m.deviceName) AS device,
	present(m.city) AS city,
	present(m.country) AS country,
	present(m.timezone) AS time_zone,
	present(m.clientId) AS client_id,
	present(m.idpName) AS idp_name,
	truth(m.hasContextData) AS has_context,
	to_challenges(m.challenges) AS challenge_list,
	present(m.eventFeedbackValue) AS feedback_value,
	present(m.eventFeedbackProvider) AS feedback_provider,
	to_time(present(m.eventFeedbackDate)) AS feedback_time,
	'log' AS source,
	to_milliseconds(j.eventTimestamp) AS logged_at,
	present(coalesce(m.userPoolId, j.logSourceId.userPoolId)) AS pool,
	j.eventSource AS event_source,
	CASE WHEN event_id IS NULL THEN line END AS line
FROM field`;
}
