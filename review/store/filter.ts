import { isIP } from "node:net";
import { type AuthEventFilter, riskLevels } from "pulumi-cognito-feedback/internal/cognito";
import { addressRange } from "./address.ts";
import { type SqlValue, timestamp } from "./sql.ts";

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

/** An SQL condition on events, with the values of its parameters. */
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

/** Converts a filter to SQL; `TRUE` if it has no conditions. */
export function conditionOf(filter: EventFilter): Condition {
	const { since, until, risk, types, users, ips, countries, clients, text } = filter;
	const values: SqlValue[] = [];
	/** Adds a value, and returns its placeholder. */
	const add = (value: SqlValue) => `$${values.push(value)}`;
	const isOneOf = (column: string, wanted: readonly string[] = []) =>
		wanted.length > 0 && `${column} IN (${wanted.map(add).join(", ")})`;
	const moment = (time: string) => `CAST(${add(timestamp(time))} AS TIMESTAMP)`;

	/** Excludes the lower levels instead of listing the higher ones, so that a new level is included. */
	function isRatedFrom(level: RiskLevel): string {
		const lower = isOneOf("risk_level", riskLevels.slice(0, riskLevels.indexOf(level)));
		return `risk_level IS NOT NULL${lower ? ` AND NOT ${lower}` : ""}`;
	}

	function isAddress(ip: string): string {
		const { first, last } = addressRange(ip);
		// Compared as text, so that a value in the log that is not an address can be found too.
		if (first === last && isIP(ip) === 0) return `ip = ${add(ip)}`;
		const bound = (value: bigint) => `CAST(${add(String(value))} AS UHUGEINT)`;
		return `ip_number BETWEEN ${bound(first)} AND ${bound(last)}`;
	}

	const conditions = [
		since && `time >= ${moment(since)} OR time IS NULL`,
		until && `time < ${moment(until)} OR time IS NULL`,
		risk && isRatedFrom(risk),
		isOneOf("type", types),
		users?.length && `${isOneOf("username", users)} OR ${isOneOf("user_sub", users)}`,
		ips?.map((ip) => `(${isAddress(ip)})`).join(" OR "),
		isOneOf(
			"lower(country)",
			countries?.map((country) => country.toLowerCase()),
		),
		isOneOf("client_id", clients),
		text && searched.map((column) => `contains(lower(${column}), ${add(text.toLowerCase())})`).join(" OR "),
		filter.userSays && `event_id IN (SELECT event_id FROM statements WHERE ${saying[filter.userSays]})`,
		filter.unreviewed && "feedback_value IS NULL",
	].filter((condition) => typeof condition === "string" && condition !== "");
	return { sql: conditions.map((condition) => `(${condition})`).join(" AND ") || "TRUE", values };
}
