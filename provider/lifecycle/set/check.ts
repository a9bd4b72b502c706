import { defined } from "../../cognito/defined";
import { quoted } from "../../cognito/printable";
import type { CheckResult } from "../check";
import { claimEvent } from "../claims";
import { configurationFailures } from "../configurationFailures";
import type { Context } from "../context";
import { declaredOf } from "../evidence";
import type { CheckFailure } from "../failure";
import { brokenRules, unknownProperties } from "../inputFailures";
import { inspectDecision } from "../inspect";
import type { Properties } from "../properties";
import { isMap } from "../properties";
import { isUnknown } from "../unknown";
import { changesOf, summarizeSet } from "./changes";
import { memberEvidence, memberFields, membersOf, toDecision } from "./member";
import { reservedKey } from "./reservedKeys";

/** So many failures of decisions are shown; of the rest, how many there are. */
const mostFailures = 20;

/** A decision of the set: as state will hold it, or why it cannot be taken. */
interface Checked {
	readonly eventId: string;
	readonly member: Properties;
	readonly failures: readonly CheckFailure[];
}

/**
 * Checks a set: every rule for every decision, all failures at once, and the events of the decisions that are new,
 * whose evidence it adds to them.
 *
 * @param olds The inputs in state; empty for a new resource.
 */
export async function checkSet(context: Context, olds: Properties, news: Properties): Promise<CheckResult> {
	const ofSet = [...configurationFailures(context), ...setFailures(news)];
	if (!isMap(news.decisions)) return { inputs: defined(news), failures: ofSet };

	const before = membersOf(olds);
	// A set that is wrong as such still has its decisions checked, so that all is told at once, but none looked up.
	const inspect: typeof inspectDecision =
		ofSet.length === 0 ? inspectDecision : async () => ({ outcome: "lookedUp" });
	const checked = await Promise.all(
		[...membersOf(news)].map(([eventId, given]) => {
			const old = before.get(eventId);
			const member = old ? declaredOf(old, given) : given;
			const oldDecision = old ? toDecision(olds, eventId, old) : {};
			return checkMember(context, inspect, oldDecision, toDecision(news, eventId, member), member);
		}),
	);
	const decisions = Object.fromEntries(checked.map(({ eventId, member }) => [eventId, member]));
	const inputs = defined({ ...news, decisions });
	const failures = [...ofSet, ...shorten(checked.flatMap(namedFailures))];
	// For a set that exists, the diff says it, with what state has.
	const isNew = failures.length === 0 && olds.userPoolId === undefined;
	if (isNew && checked.length > 0) context.report.info(summarizeSet(inputs, changesOf({}, inputs)));
	return { inputs, failures };
}

/** What is wrong with the set as such. */
function setFailures(news: Properties): CheckFailure[] {
	const failures = [
		...brokenRules(["userPoolId"], news),
		...unknownProperties(["userPoolId", "decisions"], news),
	];
	const { decisions } = news;
	if (isUnknown(decisions) || isMap(decisions)) return failures;
	const wrong = decisions === undefined ? "is required, and missing" : "is not a map";
	return [...failures, { reason: `\`decisions\` ${wrong}; expected decisions by event ID` }];
}

async function checkMember(
	context: Context,
	inspect: typeof inspectDecision,
	olds: Properties,
	news: Properties,
	member: Properties,
): Promise<Checked> {
	const eventId = String(news.eventId);
	if (isUnknown(member)) return { eventId, member, failures: reservedKey(eventId) };
	if (!isMap(member)) {
		const reason = `is not a decision; expected an object with ${memberFields.map((field) => `\`${field}\``).join(", ")}`;
		return { eventId, member, failures: [{ reason }] };
	}
	const failures = [
		...brokenRules(["eventId", ...memberFields], news),
		...unknownProperties(memberFields, member),
		...reservedKey(eventId),
	];
	if (failures.length > 0) return { eventId, member, failures };
	claimEvent(context, news, `AuthEventFeedbackSet ${quoted(String(news.__label))}`);
	const inspection = await inspect(context, olds, news);
	if (inspection.outcome === "refused") return { eventId, member, failures: [{ reason: inspection.reason }] };
	return {
		eventId,
		member: defined({ ...member, event: memberEvidence(inspection, olds, context.evidence) }),
		failures: [],
	};
}

/** The failures of a decision under its event ID. Without a property: Pulumi would print the whole map. */
function namedFailures({ eventId, failures }: Checked): CheckFailure[] {
	return failures.map(({ reason }) => ({ reason: `decisions[${quoted(eventId)}]: ${reason}` }));
}

function shorten(failures: readonly CheckFailure[]): readonly CheckFailure[] {
	const rest = failures.length - mostFailures;
	if (rest <= 0) return failures;
	return [
		...failures.slice(0, mostFailures),
		{ reason: `and ${rest} more ${rest === 1 ? "failure" : "failures"} of decisions of this set` },
	];
}
