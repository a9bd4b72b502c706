import { feedbackValues, fieldRules } from "pulumi-cognito-feedback/internal/cognito";
import { HttpError } from "pulumi-cognito-feedback/internal/loopback";
import { userSays } from "../../store/index.ts";
import type { Bins, GroupRef, PageFilter } from "../../store/page/filter.ts";
import { groupColumns, groupings, groupOrders } from "../../store/page/groupings.ts";
import { risks } from "../../store/page/risk.ts";
import { sortOrders, type ViewSpec } from "../../store/page/view.ts";
import type {
	Action,
	ActRequest,
	DetailsRequest,
	GroupsRequest,
	Range,
	SessionRequest,
} from "../protocol.ts";
import { maxDecisions, maxGroups, maxRows } from "./limits.ts";

/** Reads a value that came over the network, and throws an `HttpError` if it is not as expected. */
type Parse<T> = (value: unknown) => T;
type Fields<T> = { readonly [Name in keyof T]-?: Parse<T[Name]> };

const value = oneOf(feedbackValues);
const spec = object<ViewSpec>({
	filter: object<PageFilter>({
		risks: list(oneOf(risks), risks.length),
		user: text,
		country: text,
		type: text,
		says: oneOf(["", ...userSays]),
		unreviewed: flag,
		group: optional(group),
		sample: optional(text),
	}),
	bins: optional(bins),
	order: oneOf(sortOrders),
});

/** The fields of each action. */
const actions: { readonly [Kind in Action["kind"]]: Fields<Omit<Extract<Action, { kind: Kind }>, "kind">> } =
	{
		look: {},
		view: { spec },
		decide: { value },
		toggle: { row: whole, value },
		decideGroup: { group, value, note },
		clear: {},
		note: { text: note },
		undo: {},
		skip: {},
		go: { row: whole },
		at: { position: whole },
		select: { row: whole, position: whole },
		selectRange: { from: whole, to: whole },
		selectAll: {},
		deselect: {},
		sample: { size: sampleSize, isBlind: flag },
		reload: {},
	};
const actionKind = object({ kind: oneOf(Object.keys(actions) as Action["kind"][]) });

export const toActRequest = object<ActRequest>({
	session: text,
	action(action) {
		const { kind } = actionKind(action);
		return { kind, ...object<object>(actions[kind])(action) } as Action;
	},
	current: optional(object<NonNullable<ActRequest["current"]>>({ row: whole, position: optional(whole) })),
	range: object<Range>({ offset: whole, count: atMost(maxRows, "events at once") }),
});

export const toGroupsRequest = object<GroupsRequest>({
	session: text,
	by: oneOf(groupings),
	order: oneOf(groupOrders),
	offset: whole,
	limit: atMost(maxGroups, "groups at once"),
});

export const toDetailsRequest = object<DetailsRequest>({ session: text, row: whole });

export const toSessionRequest = object<SessionRequest>({ session: text });

function object<T extends object>(fields: Fields<T>): Parse<T> {
	return (value) => {
		if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed();
		const given = value as Readonly<Record<string, unknown>>;
		const parsed = Object.entries<Parse<unknown>>(fields).map(([name, parse]) => [name, parse(given[name])]);
		return Object.fromEntries(parsed.filter(([, field]) => field !== undefined)) as T;
	};
}

function optional<T>(parse: Parse<T>): Parse<T | undefined> {
	return (value) => (value === undefined ? undefined : parse(value));
}

function list<T>(parse: Parse<T>, most: number): Parse<readonly T[]> {
	return (value) => {
		if (!Array.isArray(value) || value.length > most) throw malformed();
		return value.map((each) => parse(each));
	};
}

function oneOf<const T extends string>(values: readonly T[]): Parse<T> {
	return (value) => {
		const found = values.find((each) => each === value);
		if (found === undefined) throw malformed();
		return found;
	};
}

function group(value: unknown): GroupRef {
	const { by } = object({ by: oneOf(groupings) })(value);
	const { length } = groupColumns[by];
	const number = (each: unknown) => (each === null ? null : whole(each));
	const { key } = object({ key: list(number, length) })(value);
	if (key.length !== length) throw malformed();
	return { by, key };
}

function bins(value: unknown): Bins {
	const [first, last] = list(whole, 2)(value);
	return [whole(first), whole(last)];
}

function note(value: unknown): string {
	const note = text(value);
	const wrong = note === "" ? undefined : fieldRules.note(note);
	if (wrong) throw new HttpError(400, `The note ${wrong}.`);
	return note;
}

/** All events of a sample can be decided. */
function sampleSize(value: unknown): number {
	const size = atMost(maxDecisions, "events in a sample")(value);
	if (size === 0) throw new HttpError(400, "A sample needs at least 1 event.");
	return size;
}

function text(value: unknown): string {
	if (typeof value !== "string") throw malformed();
	return value;
}

function flag(value: unknown): boolean {
	if (typeof value !== "boolean") throw malformed();
	return value;
}

function whole(value: unknown): number {
	if (!Number.isSafeInteger(value) || Number(value) < 0 || Number(value) > 2 ** 31 - 1) throw malformed();
	return Number(value);
}

function atMost(most: number, what: string): Parse<number> {
	return (value) => {
		const number = whole(value);
		if (number <= most) return number;
		const [is, limit] = [number, most].map((count) => count.toLocaleString("en"));
		throw new HttpError(413, `${is} ${what} is too much; the limit is ${limit}.`);
	};
}

function malformed(): HttpError {
	return new HttpError(400, "Malformed request.");
}
