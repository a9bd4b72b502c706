import { buildAuthEvents } from "./buildAuthEvent.ts";
import { alice } from "./buildDecision.ts";
import type { FakeCognito } from "./fakeCognito.ts";

type Properties = Readonly<Record<string, unknown>>;

/** A decision of a set: `Valid`, of `alice`. */
export function buildMember(given: Properties = {}): Properties {
	return { username: "alice", feedbackValue: "Valid", ...given };
}

/** The inputs of a set `reviews` with these decisions. */
export function buildSet(decisions: unknown = { e1: buildMember() }, given: Properties = {}): Properties {
	return { userPoolId: alice.userPoolId, decisions, __label: "reviews", ...given };
}

/** Decisions on the events `e1` to `e<count>`. */
export function buildMembers(count: number, given: Properties = {}): Readonly<Record<string, Properties>> {
	return Object.fromEntries(
		Array.from({ length: count }, (_, index) => [`e${index + 1}`, buildMember(given)]),
	);
}

/** Gives `alice` the events `e1` to `e<count>`, all with this feedback. */
export function holdEvents(
	service: FakeCognito,
	count: number,
	feedback?: { value: string; provider?: string; date?: string },
): void {
	service.hold(
		alice,
		...buildAuthEvents(count).map((event) => ({ ...event, ...(feedback && { feedback }) })),
	);
}

/** The paths of all properties that are `undefined`, which Pulumi cannot take. */
export function undefinedIn(value: unknown, path = ""): string[] {
	if (value === undefined) return [path];
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => undefinedIn(inner, `${path}/${name}`));
}
