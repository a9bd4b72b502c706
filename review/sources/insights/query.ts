import { isIP } from "node:net";
import { riskLevels } from "pulumi-cognito-feedback/internal/cognito";
import type { EventFilter } from "../../store/index.ts";

/**
 * Quotes a text as a value of CloudWatch Logs Insights QL; every value in a query must be quoted this way. Returns `undefined`
 * for a text that cannot be quoted safely; the store applies that condition anyway.
 *
 * Source: Amazon CloudWatch Logs User Guide, "Supported operations and functions".
 */
export function quoted(text: string): string | undefined {
	// The documentation does not allow any of these characters in quotes.
	if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
	return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/**
 * Converts a filter to query commands, one per line. They select at least the lines that match the filter, in any spelling; the
 * store filters the rest. Time is not included, because a query has a window.
 */
export function filterCommands(filter: EventFilter, userPoolId: string): string {
	const { risk, types, users, ips, countries, clients } = filter;
	const conditions = [
		"ispresent(message.eventId)",
		anyOf(isOneOf("message.userPoolId", [userPoolId]), isOneOf("logSourceId.userPoolId", [userPoolId])),
		risk && notRatedBelow(risk),
		isOneOf(`replace(tolower(message.eventType), "_", "")`, types?.map(spelling)),
		anyOf(isOneOf("message.userName", users), isOneOf("message.userSub", users)),
		anyOf(...(ips ?? []).map(addressCondition)),
		isOneOf(
			"tolower(message.country)",
			countries?.map((country) => country.toLowerCase()),
		),
		isOneOf("message.clientId", clients),
	];
	return conditions
		.filter((condition) => condition !== undefined && condition !== "")
		.map((condition) => `| filter ${condition}`)
		.join("\n");
}

/**
 * A query for the texts of all matching lines before a time in seconds since 1970. The time is needed because a query's window
 * includes its end, and lines at the end belong to the next window.
 */
export function linesQuery(commands: string, until: number): string {
	return `fields @message\n${commands}\n| filter toMillis(@timestamp) < ${until * 1_000}\n| sort @timestamp asc`;
}

/** A query for the number of matching lines in each interval, such as `10m`. */
export function countQuery(commands: string, interval: string): string {
	return `fields @timestamp\n${commands}\n| stats count(*) as lines by bin(${interval})`;
}

/** Returns `undefined` if there are no values, or one of them cannot be quoted. */
function isOneOf(field: string, values: readonly string[] | undefined): string | undefined {
	const texts = (values ?? []).map(quoted);
	if (texts.length === 0 || texts.includes(undefined)) return undefined;
	return `${field} in [${texts.join(", ")}]`;
}

/** Joins conditions by `or`. Returns `undefined` if one of them could not be written, or there are none. */
function anyOf(...conditions: readonly (string | undefined)[]): string | undefined {
	return conditions.includes(undefined) || conditions.length === 0
		? undefined
		: `(${conditions.join(" or ")})`;
}

/** Excludes the lower levels instead of listing the higher ones, so that a new level or spelling is included. */
function notRatedBelow(risk: string): string {
	const below = ["", "null", ...riskLevels.slice(0, riskLevels.indexOf(risk)).map(spelling)];
	return `ispresent(message.riskLevel) and tolower(message.riskLevel) not in [${below.map((text) => `"${text}"`).join(", ")}]`;
}

function addressCondition(ip: string): string | undefined {
	const [address = "", length] = ip.split("/");
	const version = isIP(address);
	if (version === 0) return isOneOf("message.ipAddress", [ip]);
	const subnet = quoted(`${address}/${length ?? (version === 4 ? 32 : 128)}`);
	return subnet && `isIpv${version}InSubnet(message.ipAddress, ${subnet})`;
}

function spelling(text: string): string {
	return text.toLowerCase().replaceAll("_", "");
}
