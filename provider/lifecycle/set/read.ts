import { defined } from "../../cognito/defined";
import { FeedbackError } from "../../cognito/feedbackError";
import { noteRead } from "../afterRead";
import { refuseWrongConfiguration } from "../configurationFailures";
import type { Context } from "../context";
import type { Properties } from "../properties";
import type { ReadResult } from "../read";
import { gone } from "../read";
import { readFeedback } from "../readFeedback";
import { membersOf, toDecision } from "./member";

/** A set cannot be imported, nor read without being managed: Cognito has no list of what a set holds. */
export function refuseSetWithoutState({ decisions }: Properties): void {
	if (decisions !== undefined) return;
	throw new FeedbackError(
		"a set of decisions cannot be imported or looked up, because Cognito does not know which decisions are in it. Declare them: answers that administrators have given already are adopted, and nothing is sent for them.",
	);
}

/** Reads the real feedback of each decision of a set. One whose event has vanished drops out; a set of none is gone. */
export async function readSet(context: Context, id: string, state: Properties): Promise<ReadResult> {
	refuseWrongConfiguration(context);
	noteRead(context, state);
	const members = membersOf(state);
	const vanished: string[] = [];
	const read = await Promise.all(
		[...members].map(async ([eventId, member]) => {
			const reading = await readFeedback(
				context,
				toDecision(state, eventId, member),
				member.feedbackValue as string | undefined,
			);
			if (reading.outcome === "gone") vanished.push(`${eventId} (${reading.reason})`);
			return { eventId, member, reading };
		}),
	);
	if (vanished.length > 0) {
		context.report.warn(
			`user pool ${state.userPoolId}: events have vanished (${vanished.length}), and Pulumi takes the decisions on them out of its state: ${vanished.join("; ")}`,
		);
	}
	if (members.size > 0 && vanished.length === members.size) return gone;
	const decisions = read.flatMap(({ eventId, member, reading }) => {
		if (reading.outcome === "gone") return [];
		const isDrift = reading.outcome === "read" && reading.feedback?.value !== member.feedbackValue;
		return [[eventId, isDrift ? defined({ ...member, feedbackValue: reading.feedback?.value }) : member]];
	});
	const props = { ...state, decisions: Object.fromEntries(decisions) };
	return { id, props, inputs: props };
}
