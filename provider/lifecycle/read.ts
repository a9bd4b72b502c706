import type { AuthEvent } from "../cognito/authEvent";
import { defined } from "../cognito/defined";
import { FeedbackError } from "../cognito/feedbackError";
import type { Context } from "./context";
import { evidenceOf } from "./evidence";
import { fieldRules } from "./fieldRules";
import { type EventRef, lookUp } from "./lookUp";
import type { Properties } from "./properties";
import { recordedOf } from "./recorded";

export interface ReadResult {
	/** The resource's ID; empty where it is gone. */
	readonly id: string;
	readonly props: Properties;
	readonly inputs?: Properties;
}

const gone: ReadResult = { id: "", props: {} };

/** Reads the feedback that an event really has: what somebody changed elsewhere shows as drift. */
export async function readDecision(context: Context, id: string, state: Properties): Promise<ReadResult> {
	if (context.problems.length > 0) throw new FeedbackError(context.problems.join("\n"));
	if (state.eventId === undefined) return getDecision(context, id, state);
	const ref = state as unknown as EventRef;
	const result = await lookUp(context, ref);
	switch (result.outcome) {
		case "found":
			reportDrift(context, state, result.event);
			return asRead(id, state, result.event);
		case "gone":
			context.report.warn(`${result.reason} Pulumi takes the decision out of its state.`);
			return gone;
		case "failed":
			if (context.eventLookup === "required") throw new FeedbackError(result.reason);
			context.report.warn(result.reason);
			return asKept(id, state);
		case "skipped":
			return asKept(id, state);
	}
}

/** Reads feedback that the program does not manage, for `AuthEventFeedback.get`. */
async function getDecision(context: Context, id: string, state: Properties): Promise<ReadResult> {
	const ref = refOf(id, state);
	const result = await lookUp({ ...context, eventLookup: "required" }, ref);
	if (result.outcome === "found") {
		return asRead(id, { ...state, ...ref, event: evidenceOf(result.event, context.evidence) }, result.event);
	}
	const reason = result.outcome === "skipped" ? `event ${ref.eventId}: it may not be read.` : result.reason;
	throw new FeedbackError(reason);
}

function refOf(id: string, { username }: Properties): EventRef {
	const [userPoolId = "", eventId = "", ...rest] = id.split("/");
	const isId = rest.length === 0 && !fieldRules.userPoolId(userPoolId) && !fieldRules.eventId(eventId);
	if (!isId)
		throw new FeedbackError(`the ID ${JSON.stringify(id)} is not of the form \`<userPoolId>/<eventId>\`.`);
	const wrong = fieldRules.username(username);
	if (wrong) throw new FeedbackError(`event ${eventId} in user pool ${userPoolId}: \`username\` ${wrong}.`);
	return { userPoolId, username: username as string, eventId };
}

function asRead(id: string, state: Properties, { feedback }: AuthEvent): ReadResult {
	const inputs = { ...inputsOf(state), feedbackValue: feedback?.value };
	return { id, props: defined({ ...inputs, ...recordedOf(feedback) }), inputs: defined(inputs) };
}

function asKept(id: string, state: Properties): ReadResult {
	return { id, props: state, inputs: inputsOf(state) };
}

function inputsOf({ feedbackDate: _, feedbackProvider: __, ...inputs }: Properties): Properties {
	return inputs;
}

function reportDrift({ report }: Context, state: Properties, { eventId, feedback }: AuthEvent): void {
	if (feedback?.value === state.feedbackValue) return;
	const now = feedback
		? `\`${feedback.value}\`, by ${feedback.provider}${feedback.date ? ` on ${feedback.date}` : ""}`
		: "none";
	report.warn(
		`event ${eventId} in user pool ${state.userPoolId}: the feedback is now ${now}, and was \`${state.feedbackValue}\`. The next \`pulumi up\` restores what the program declares.`,
	);
}
