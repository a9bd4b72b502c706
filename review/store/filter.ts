import { isIP } from "node:net";
import { type AuthEventFilter, riskLevels } from "pulumi-cognito-feedback/internal/cognito";
import { addressRange } from "./address.ts";
import { Parameters, type SqlValue } from "./sql.ts";

export type RiskLevel = NonNullable<AuthEventFilter["riskLevelAtLeast"]>;

export const userSays = ["me", "not-me", "anything"] as const;

/** A condition on users' statements about events. A statement from the event's own session counts only for `anything`. */
export type UserSays = (typeof userSays)[number];

/** The events to show. An event must match every condition, and one value of each. */
export interface EventFilter {
	/** The earliest time, in ISO 8601. Events without a time always match. */
	readonly since?: string;
	/** The time before which the events happened, in ISO 8601. */
	readonly until?: string;
	/** The lowest risk level. An unrecognized level counts as the highest. */
	readonly risk?: RiskLevel;
	readonly types?: readonly string[];
	/** Usernames or `sub`s. */
	readonly users?: readonly string[];
	/** Addresses, or networks in CIDR notation. */
	readonly ips?: readonly string[];
	readonly countries?: readonly string[];
	readonly clients?: readonly string[];
	/** Text that the username, event ID, address, device, place or app client contains. Case is ignored. */
	readonly text?: string;
	/** Only events with such a statement of a user: that it was them, that it was not, or either. */
	readonly userSays?: UserSays;
	/** Only events without feedback in the log and in Cognito. */
	readonly unreviewed?: boolean;
}

/** An SQL condition on the relation `events`, with the values of its parameters. */
export interface Condition {
	readonly sql: string;
	readonly values: readonly SqlValue[];
}

const saying: Readonly<Record<UserSays, string>> = {
	me: "was_me AND NOT same_session",
	"not-me": "NOT was_me AND NOT same_session",
	anything: "TRUE",
};

/** The columns that {@link EventFilter.text} searches. */
const searched = ["username", "event_id", "ip", "device", "city", "country", "client_id"];

/**
 * Converts a filter to SQL; `TRUE` if it has no conditions.
 *
 * @param parameters The parameters of the statement that will contain the condition, if it has others.
 */
export function conditionOf(filter: EventFilter, parameters: Parameters = new Parameters()): Condition {
	const { since, until, risk, types, users, ips, countries, clients, text } = filter;
	const isOneOf = (column: string, values: readonly string[] | undefined) =>
		values?.length ? `${column} IN (${parameters.addAll(values)})` : undefined;
	const isOneOfAnyCase = (column: string, values: readonly string[] | undefined) =>
		isOneOf(
			`lower(${column})`,
			values?.map((value) => value.toLowerCase()),
		);
	const conditions = [
		since && `(time >= ${timestamp(since, parameters)} OR time IS NULL)`,
		until && `(time < ${timestamp(until, parameters)} OR time IS NULL)`,
		risk && riskCondition(risk, parameters),
		isOneOf("type", types),
		users?.length && `(${isOneOf("username", users)} OR ${isOneOf("user_sub", users)})`,
		ips?.length && `(${ips.map((ip) => addressCondition(ip, parameters)).join(" OR ")})`,
		isOneOfAnyCase("country", countries),
		isOneOf("client_id", clients),
		text &&
			`(${searched.map((column) => `contains(lower(${column}), ${parameters.add(text.toLowerCase())})`).join(" OR ")})`,
		filter.userSays && `event_id IN (SELECT event_id FROM statements WHERE ${saying[filter.userSays]})`,
		filter.unreviewed && "feedback_value IS NULL",
	].filter((condition) => typeof condition === "string" && condition !== "");
	return { sql: conditions.length > 0 ? conditions.join(" AND ") : "TRUE", values: parameters.values };
}

function timestamp(time: string, parameters: Parameters): string {
	return `CAST(${parameters.add(new Date(time).toISOString().replace("Z", ""))} AS TIMESTAMP)`;
}

/** Excludes the lower levels instead of listing the higher ones, so that a new level is included. */
function riskCondition(risk: string, parameters: Parameters): string {
	const lower = riskLevels.slice(0, riskLevels.indexOf(risk));
	return lower.length === 0
		? "risk_level IS NOT NULL"
		: `(risk_level IS NOT NULL AND risk_level NOT IN (${parameters.addAll(lower)}))`;
}

function addressCondition(ip: string, parameters: Parameters): string {
	const { first, last } = addressRange(ip);
	// Compared as text, so that a value in the log that is not an address can be found too.
	if (first === last && isIP(ip) === 0) return `ip = ${parameters.add(ip)}`;
	const bound = (value: bigint) => `CAST(${parameters.add(String(value))} AS UHUGEINT)`;
	return `(ip_number BETWEEN ${bound(first)} AND ${bound(last)})`;
}
