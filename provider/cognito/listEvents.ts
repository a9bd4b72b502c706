import type { AuthEvent, RiskLevel, UserRef } from "./authEvent.ts";
import { riskLevels, riskRank, timeOf } from "./authEvent.ts";
import type { Cognito } from "./cognito.ts";
import { EventHistory } from "./events.ts";
import { quoted } from "./printable.ts";
import { didYouMean, fieldRules, unknownNames } from "./rules.ts";
import { isTime } from "./time.ts";

/** Selects events of a user: those that match all of its fields. */
export interface AuthEventFilter {
	/**
	 * The lowest risk level to list. A level newer than this package counts as the highest.
	 *
	 * Optional; `Low`, `Medium` or `High`. Default: any level, and events without a rating. Changing it lists other events.
	 *
	 * Source: AWS API reference, EventRiskType, `RiskLevel`.
	 */
	riskLevelAtLeast?: RiskLevel;
	/**
	 * The event types to list: `SignIn`, `SignUp`, `ForgotPassword`, `PasswordChange`, `ResendCode`, or a type newer than this
	 * package.
	 *
	 * Optional; a list such as `["SignIn"]`. Default: all types. Changing it lists other events.
	 *
	 * Source: AWS API reference, AuthEventType, `EventType`.
	 */
	types?: string[];
	/**
	 * The time from which to list events. Reading stops after the page with the first earlier event.
	 *
	 * Optional; ISO 8601: a date such as `2026-11-01`, which starts at midnight UTC, or a time with a time zone, such as
	 * `2026-11-20T08:00:00Z`. Default: no limit. Changing it lists other events.
	 *
	 * Source: AWS API reference, AuthEventType, `CreationDate`.
	 */
	since?: string;
	/**
	 * The time before which to list events, exclusive.
	 *
	 * Optional; ISO 8601, like `since`. Default: no limit. Changing it lists other events.
	 *
	 * Source: AWS API reference, AuthEventType, `CreationDate`.
	 */
	until?: string;
	/**
	 * Whether to list only events without feedback. A decision made from such a list disappears from it once it is applied:
	 * the next `up` would remove it from the program's resources.
	 *
	 * Optional; `true` or `false`. Default: `false`. Changing it lists other events.
	 *
	 * Source: AWS API reference, AuthEventType, `EventFeedback`.
	 */
	unreviewed?: boolean;
	/**
	 * The maximum number of events to return. Reading stops there.
	 *
	 * Optional; a whole number from 1. Default: no limit. Changing it lists more or fewer events.
	 *
	 * @integer
	 */
	limit?: number;
}

/** Invalid arguments, with the problem of each. */
export class InvalidArguments extends Error {
	override readonly name = "InvalidArguments";
	readonly failures: readonly string[];

	constructor(failures: readonly string[]) {
		super(failures.join("; "));
		this.failures = failures;
	}
}

/**
 * Lists a user's events that match a filter, newest first, reading no further than the filter needs.
 *
 * @throws InvalidArguments
 * @throws CognitoError
 */
export async function listEvents(
	cognito: Pick<Cognito, "listAuthEvents">,
	user: UserRef,
	filter: AuthEventFilter = {},
): Promise<AuthEvent[]> {
	const failures = argumentFailures(user, filter);
	if (failures.length > 0) throw new InvalidArguments(failures);
	const since = filter.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(filter.since);
	const until = filter.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(filter.until);
	const limit = filter.limit ?? Number.POSITIVE_INFINITY;
	const events: { readonly event: AuthEvent; readonly at: number }[] = [];
	const order = new SeenOrder();
	for await (const page of new EventHistory(cognito, user).pages()) {
		for (const event of page) {
			const at = order.note(event);
			// An event without a time, listed before all dated ones, may be of any time.
			const isInTime = at >= since && (at < until || at === Number.POSITIVE_INFINITY);
			if (isInTime && fits(event, filter)) events.push({ event, at });
		}
		// The API reference guarantees no order, so newer events may follow older ones.
		if (order.isNewestFirst && (order.oldest < since || events.length >= limit)) break;
	}
	const sorted = order.isSorted ? events : events.toSorted((one, other) => difference(other.at, one.at));
	return sorted.slice(0, limit).map(({ event }) => event);
}

/** Infinity minus Infinity would be NaN. */
function difference(one: number, other: number): number {
	return one === other ? 0 : one - other;
}

/** Detects the order in which a server lists events. */
class SeenOrder {
	/** The time of the oldest event. */
	oldest = Number.POSITIVE_INFINITY;
	/** Whether no event was newer than the one before it. */
	isSorted = true;
	#newest = Number.NEGATIVE_INFINITY;
	#last = Number.POSITIVE_INFINITY;

	/** Records the next event. Returns its time, or that of the event before it if it has none. */
	note(event: AuthEvent): number {
		if (event.time === undefined) return this.#last;
		const at = timeOf(event);
		if (at > this.oldest) this.isSorted = false;
		this.oldest = Math.min(this.oldest, at);
		this.#newest = Math.max(this.#newest, at);
		this.#last = at;
		return at;
	}

	/** Whether the newest events came first. Two events of the same time do not decide it. */
	get isNewestFirst(): boolean {
		return this.isSorted && this.oldest < this.#newest;
	}
}

function argumentFailures({ userPoolId, username }: UserRef, filter: unknown): string[] {
	const failures = { userPoolId: fieldRules.userPoolId(userPoolId), username: fieldRules.username(username) };
	return [
		...Object.entries(failures).flatMap(([field, wrong]) => (wrong ? `\`${field}\` ${wrong}` : [])),
		...filterFailures(filter),
	];
}

/** The problems of a filter. If an invalid field were ignored, other events would be listed than requested. */
function filterFailures(filter: unknown): string[] {
	if (typeof filter !== "object" || filter === null || Array.isArray(filter))
		return ['`filter` is not an object; expected one such as { riskLevelAtLeast: "Medium" }'];
	const given = filter as Readonly<Record<string, unknown>>;
	const names = Object.keys(given).filter((name) => given[name] !== undefined);
	const wrong = filterFields.flatMap((name) => {
		const failure = given[name] === undefined ? undefined : filterRules[name](given[name]);
		return failure === undefined ? [] : [`\`filter.${name}\` ${failure}`];
	});
	return [...wrong, ...unknownNames(filterFields, names).map((failure) => `\`filter\`: ${failure}`)];
}

function timeFailure(value: unknown): string | undefined {
	return typeof value === "string" && isTime(value)
		? undefined
		: "is not a time; expected ISO 8601, such as 2026-11-20T08:00:00Z";
}

/** The problem of each field that a filter sets; `undefined` if it is valid. */
const filterRules: Readonly<Record<keyof AuthEventFilter, (value: unknown) => string | undefined>> = {
	riskLevelAtLeast: (value) =>
		riskLevels.some((level) => level === value)
			? undefined
			: `is not a risk level; expected ${riskLevels.join(", ")}${didYouMean(String(value), riskLevels)}`,
	types: (value) =>
		Array.isArray(value) && value.every((type) => typeof type === "string")
			? value.map(misspelledType).find(Boolean)
			: 'is not a list of event types; expected one such as ["SignIn"]',
	since: timeFailure,
	until: timeFailure,
	unreviewed: (value) =>
		typeof value === "boolean" ? undefined : "is not a boolean; expected `true` or `false`",
	limit: (value) =>
		Number.isInteger(value) && (value as number) > 0 ? undefined : "is not a whole number from 1",
};
/** The names of a filter's fields. */
export const filterFields = Object.keys(filterRules) as (keyof AuthEventFilter)[];

/** The event types that Cognito documents. Source: AWS API reference, AuthEventType, `EventType`. */
export const eventTypes: readonly string[] = [
	"SignIn",
	"SignUp",
	"ForgotPassword",
	"PasswordChange",
	"ResendCode",
];

/** Finds a type in the wrong case, which would silently match nothing. */
function misspelledType(type: string): string | undefined {
	const meant = didYouMean(type, eventTypes);
	return meant === "" || eventTypes.includes(type) ? undefined : `has ${quoted(type)}${meant}`;
}

/** Warns about each type that Cognito does not document: it may be newer than this package, or a mistake. */
export function unknownTypes(types: readonly string[] = []): string[] {
	return types
		.filter((type) => typeof type === "string" && !eventTypes.includes(type))
		.map((type) => {
			const likely = eventTypes.find((known) => isAlike(known, type));
			const meant = likely === undefined ? "" : ` (did you mean \`${likely}\`?)`;
			return `event type ${quoted(type)} is not one that this version knows${meant}; known are ${eventTypes.join(", ")}`;
		});
}

/** Whether two names differ in at most two letters, or only in other characters. */
function isAlike(...names: readonly [string, string]): boolean {
	const { distance }: typeof import("fastest-levenshtein") = require("fastest-levenshtein");
	const [one, other] = names.map((name) => name.toLowerCase().replace(/[^a-z]/g, "")) as [string, string];
	return distance(one, other) <= 2;
}

/** Whether an event matches the filter, apart from its time and the limit, which the caller checks. */
function fits(event: AuthEvent, { riskLevelAtLeast, types, unreviewed }: AuthEventFilter): boolean {
	return (
		(riskLevelAtLeast === undefined || riskRank(event.riskLevel) >= riskRank(riskLevelAtLeast)) &&
		(types === undefined || types.some((type) => type === event.type)) &&
		!(unreviewed && event.feedback)
	);
}
