import type { UserSays } from "../filter.ts";
import { type Grouping, groupColumns } from "./groupings.ts";
import { type Risk, risks } from "./risk.ts";
import type { Snapshot } from "./snapshot.ts";
import { and, type Condition, condition, isAmong } from "./sql.ts";

/** The events to show. An event must match every condition that is set. */
export interface PageFilter {
	/** The risks to show; empty means all. */
	readonly risks: readonly Risk[];
	/** A part of the username, ignoring case, or the beginning of an address. */
	readonly user: string;
	readonly country: string;
	readonly type: string;
	/** Only events with such a statement of a user; empty means all. */
	readonly says: UserSays | "";
	/** Only events without feedback and without a decision in the file. */
	readonly unreviewed: boolean;
	readonly group?: GroupRef;
	/** Only the events of a sample, by its ID. */
	readonly sample?: string;
}

/** A group of a grouping, by the number of its value in each column; `null` if its events have no value. */
export interface GroupRef {
	readonly by: Grouping;
	readonly key: readonly (number | null)[];
}

/** A range of bins of the timeline, both ends included. */
export type Bins = readonly [first: number, last: number];

/** Sets of events that are not in the database, which contains neither the decisions file nor samples. */
export interface Sets {
	/** Events with a decision in the file, or with feedback that Cognito received after the snapshot was taken. */
	readonly reviewed: ReadonlySet<number>;
	/** The events of the filter's sample. */
	readonly sample?: readonly number[];
}

/** Conditions on the column `said`, in which 1 is a statement from the event's own session. */
const saying: Readonly<Record<UserSays, string>> = {
	me: "said = 2",
	"not-me": "said = 3",
	anything: "said > 0",
};

/** Converts a filter to a condition, without risks and time: a summary counts events by both anyway. */
export function filterCondition(snapshot: Snapshot, filter: PageFilter, sets: Sets): Condition {
	const { user, country, type, says, unreviewed, group } = filter;
	const reviewed = isAmong(`"row"`, unreviewed ? sets.reviewed : []);
	return and(
		user !== "" &&
			condition(
				`username IN (SELECT number FROM page_username WHERE contains(lower(value), lower(?)))
				OR ip IN (SELECT number FROM page_ip WHERE starts_with(value, ?))`,
				...[user, user],
			),
		country !== "" && isValue(snapshot, "country", country),
		type !== "" && isValue(snapshot, "type", type),
		says !== "" && condition(saying[says]),
		unreviewed && condition(`feedback = 0 AND NOT ${reviewed.sql}`, ...reviewed.values),
		group && groupCondition(group),
		sets.sample && isAmong(`"row"`, sets.sample),
	);
}

export function narrowing(shown: readonly Risk[], bins: Bins | undefined): Condition {
	return and(
		shown.length > 0 &&
			isAmong(
				"rank",
				shown.map((risk) => risks.indexOf(risk)),
			),
		bins && condition("bin BETWEEN ? AND ?", ...bins),
	);
}

export function groupCondition({ by, key }: GroupRef): Condition {
	return and(
		...groupColumns[by].map((column, index) => {
			const number = key[index];
			return typeof number === "number" ? condition(`${column} = ?`, number) : condition(`${column} IS NULL`);
		}),
	);
}

function isValue(snapshot: Snapshot, column: "country" | "type", value: string): Condition {
	const found = snapshot.values[column].find((each) => each.value === value);
	return found ? condition(`${column} = ?`, found.number) : condition("false");
}
