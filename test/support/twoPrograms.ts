import { cognito, signIns, user } from "./cognitoContent.ts";
import { type Declaration, set, single } from "./program.ts";

type Values = Readonly<Record<string, "Valid" | "Invalid">>;

/** The decisions of two programs, by event ID: the second changes some decisions and adds others. */
export const before: Values = { single: "Valid", inSet: "Valid" };
export const after: Values = {
	single: "Invalid",
	newSingle: "Invalid",
	inSet: "Invalid",
	newInSet: "Invalid",
	alsoInSet: "Invalid",
};

/** Cognito with the events of these decisions. */
export const content = cognito(user("alice", ...signIns(...Object.keys(after))));

/** A program with these decisions: single ones, and a set of those whose event IDs have this suffix. */
export function declaring(values: Values): Declaration[] {
	const all = Object.entries(values);
	const isMember = ([eventId]: readonly [string, unknown]) => eventId.endsWith("nSet");
	const members = all.filter(isMember).map(([eventId, feedbackValue]) => [eventId, { feedbackValue }]);
	return [
		...all
			.filter((each) => !isMember(each))
			.map(([eventId, feedbackValue]) => single(eventId, { eventId, feedbackValue })),
		set("many", Object.fromEntries(members)),
	];
}
