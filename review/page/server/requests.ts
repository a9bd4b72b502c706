import { feedbackValues, fieldRules } from "pulumi-cognito-feedback/internal/cognito";
import { HttpError } from "pulumi-cognito-feedback/internal/loopback";
import { userSays } from "../../store/index.ts";
import type { GroupRef, PageFilter } from "../../store/page/filter.ts";
import { groupColumns, groupings, groupOrders } from "../../store/page/groupings.ts";
import { risks } from "../../store/page/risk.ts";
import { sortOrders, type ViewSpec } from "../../store/page/view.ts";
import type { Action, ActRequest, DetailsRequest, GroupsRequest, Range } from "../protocol.ts";
import { maxGroups, maxRows, maxSampled } from "./limits.ts";

/** Parses requests and checks every field, because they come over the network. */
export function toActRequest(value: unknown): ActRequest {
	const { session, action, current, range } = record(value);
	return {
		session: text(session),
		action: toAction(record(action)),
		...(current !== undefined && { current: toCurrent(record(current)) }),
		range: toRange(record(range)),
	};
}

export function toGroupsRequest(value: unknown): GroupsRequest {
	const { session, by, order, offset, limit } = record(value);
	return {
		session: text(session),
		by: oneOf(groupings, by),
		order: oneOf(groupOrders, order),
		offset: whole(offset),
		limit: atMost(maxGroups, limit, "groups at once"),
	};
}

export function toDetailsRequest(value: unknown): DetailsRequest {
	const { session, row } = record(value);
	return { session: text(session), row: whole(row) };
}

export function toSession(value: unknown): string {
	return text(record(value).session);
}

function toAction(action: Fields): Action {
	switch (action.kind) {
		case "look":
		case "clear":
		case "undo":
		case "skip":
		case "selectAll":
		case "deselect":
		case "reload":
			return { kind: action.kind };
		case "view":
			return { kind: "view", spec: toSpec(record(action.spec)) };
		case "decide":
			return { kind: "decide", value: oneOf(feedbackValues, action.value) };
		case "toggle":
			return { kind: "toggle", row: whole(action.row), value: oneOf(feedbackValues, action.value) };
		case "decideGroup":
			return {
				kind: "decideGroup",
				group: toGroup(record(action.group)),
				value: oneOf(feedbackValues, action.value),
				note: toNote(action.note),
			};
		case "note":
			return { kind: "note", text: toNote(action.text) };
		case "go":
			return { kind: "go", row: whole(action.row) };
		case "at":
			return { kind: "at", position: whole(action.position) };
		case "select":
			return { kind: "select", row: whole(action.row), position: whole(action.position) };
		case "selectRange":
			return { kind: "selectRange", from: whole(action.from), to: whole(action.to) };
		case "sample": {
			const size = atMost(maxSampled, action.size, "events in a sample");
			if (size === 0) throw new HttpError(400, "A sample needs at least 1 event.");
			return { kind: "sample", size, isBlind: flag(action.isBlind) };
		}
		default:
			throw malformed();
	}
}

function toSpec({ filter, bins, order }: Fields): ViewSpec {
	return {
		filter: toFilter(record(filter)),
		...(bins !== undefined && { bins: toBins(bins) }),
		order: oneOf(sortOrders, order),
	};
}

function toFilter({
	risks: chosen,
	user,
	country,
	type,
	says,
	unreviewed,
	group,
	sample,
}: Fields): PageFilter {
	if (!Array.isArray(chosen) || chosen.length > risks.length) throw malformed();
	return {
		risks: chosen.map((risk) => oneOf(risks, risk)),
		user: text(user),
		country: text(country),
		type: text(type),
		says: oneOf(["", ...userSays] as const, says),
		unreviewed: flag(unreviewed),
		...(group !== undefined && { group: toGroup(record(group)) }),
		...(sample !== undefined && { sample: text(sample) }),
	};
}

function toGroup({ by, key }: Fields): GroupRef {
	const grouping = oneOf(groupings, by);
	if (!Array.isArray(key) || key.length !== groupColumns[grouping].length) throw malformed();
	return { by: grouping, key: key.map((number) => (number === null ? null : whole(number))) };
}

function toBins(value: unknown): readonly [number, number] {
	if (!Array.isArray(value) || value.length !== 2) throw malformed();
	return [whole(value[0]), whole(value[1])];
}

function toCurrent({ row, position }: Fields): NonNullable<ActRequest["current"]> {
	return { row: whole(row), ...(position !== undefined && { position: whole(position) }) };
}

function toRange({ offset, count }: Fields): Range {
	return { offset: whole(offset), count: atMost(maxRows, count, "events at once") };
}

function toNote(value: unknown): string {
	const note = text(value);
	const wrong = note === "" ? undefined : fieldRules.note(note);
	if (wrong) throw new HttpError(400, `The note ${wrong}.`);
	return note;
}

type Fields = Readonly<Record<string, unknown>>;

function record(value: unknown): Fields {
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed();
	return value as Fields;
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

function atMost(most: number, value: unknown, what: string): number {
	const number = whole(value);
	if (number > most)
		throw new HttpError(
			413,
			`${number.toLocaleString("en")} ${what} is too much; the limit is ${most.toLocaleString("en")}.`,
		);
	return number;
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T {
	const found = values.find((each) => each === value);
	if (found === undefined) throw malformed();
	return found;
}

function malformed(): HttpError {
	return new HttpError(400, "Malformed request.");
}
