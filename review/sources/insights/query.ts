import { isIP } from "node:net";
import { riskLevels } from "pulumi-cognito-feedback/internal/cognito";
import type { EventFilter } from "../../store/index.ts";

/**
 * A text as a value of CloudWatch Logs Insights QL: the only way in which values reach a query. `undefined` for a text that
 * cannot be written safely; the store filters by it anyway.
 *
 * Source: Amazon CloudWatch Logs User Guide, "Supported operations and functions".
 */
export function quoted(text: string): string | undefined {
	// Not one is documented to be taken inside of quotes.
	if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
	return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/**
 * The conditions of a filter as commands of a query, each on a line of its own. They let at least those lines through that the
 * filter fits, in whatever spelling; the store sorts out the rest. Time is the query's window.
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
 * The texts of all lines that fit, before a moment in seconds since 1970: a query's window includes its end, and a line there
 * belongs to the next window.
 */
export function linesQuery(commands: string, until: number): string {
	return `fields @message\n${commands}\n| filter toMillis(@timestamp) < ${until * 1_000}\n| sort @timestamp asc`;
}

/** How many lines fit in each interval of a length such as `10m`. */
export function countQuery(commands: string, interval: string): string {
	return `fields @timestamp\n${commands}\n| stats count(*) as lines by bin(${interval})`;
}

/** `undefined` if there are no values, or one of them cannot be written. */
function isOneOf(field: string, values: readonly string[] | undefined): string | undefined {
	const texts = (values ?? []).map(quoted);
	if (texts.length === 0 || texts.includes(undefined)) return undefined;
	return `${field} in [${texts.join(", ")}]`;
}

/** Fits what any of these fit: everything if one of them could not be written, or if there are none. */
function anyOf(...conditions: readonly (string | undefined)[]): string | undefined {
	return conditions.includes(undefined) || conditions.length === 0
		? undefined
		: `(${conditions.join(" or ")})`;
}

/** Levels below are excluded rather than those above listed, so that a new level or spelling is not missed. */
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
