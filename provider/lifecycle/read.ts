import type { Feedback } from "../cognito/authEvent";
import { defined } from "../cognito/defined";
import { FeedbackError } from "../cognito/feedbackError";
import { quoted } from "../cognito/printable";
import { noteRead } from "./afterRead";
import { refuseWrongConfiguration } from "./configurationFailures";
import type { Context } from "./context";
import { decisionId } from "./decision";
import { evidenceOf } from "./evidence";
import { fieldRules } from "./fieldRules";
import type { EventRef } from "./lookUp";
import { lookUp } from "./lookUp";
import type { Properties } from "./properties";
import { readFeedback } from "./readFeedback";
import { recordedOf } from "./recorded";

export interface ReadResult {
	/** The resource's ID; empty where it is gone. */
	readonly id: string;
	readonly props: Properties;
	readonly inputs?: Properties;
}

/** The resource is gone. */
export const gone: ReadResult = { id: "", props: {} };

/** Reads a single decision's real feedback: what somebody changed elsewhere shows as drift. */
export async function readDecision(context: Context, id: string, state: Properties): Promise<ReadResult> {
	refuseWrongConfiguration(context);
	if (state.eventId === undefined) return getDecision(context, id, state);
	noteRead(context, state);
	const reading = await readFeedback(
		context,
		state as unknown as EventRef,
		state.feedbackValue as string | undefined,
	);
	switch (reading.outcome) {
		case "read":
			return asRead(id, state, reading.feedback);
		case "kept":
			return { id, props: state, inputs: inputsOf(state) };
		case "gone":
			context.report.warn(`${reading.reason} Pulumi takes the decision out of its state.`);
			return gone;
	}
}

/** Reads feedback that the program does not manage, for `AuthEventFeedback.get`. */
async function getDecision(context: Context, id: string, state: Properties): Promise<ReadResult> {
	const ref = refOf(id, state);
	const result = await lookUp({ ...context, eventLookup: "required" }, ref);
	if (result.outcome === "found") {
		const event = evidenceOf(result.event, context.evidence);
		return asRead(id, { ...state, ...ref, event }, result.event.feedback);
	}
	throw new FeedbackError(
		result.outcome === "skipped" ? `event ${ref.eventId} may not be read.` : result.reason,
	);
}

/**
 * Reads feedback that the program is to manage from now on, for `pulumi import`, which knows no more than an ID.
 *
 * @param importId `<userPoolId>/<eventId>/<username>`. A username may hold slashes, the others cannot.
 */
export async function importDecision(context: Context, importId: string): Promise<ReadResult> {
	refuseWrongConfiguration(context);
	const [userPoolId = "", eventId = "", ...rest] = importId.split("/");
	const username = rest.join("/");
	if (fieldRules.userPoolId(userPoolId) || fieldRules.eventId(eventId) || fieldRules.username(username)) {
		throw new FeedbackError(
			"the ID to import is not of the form `<userPoolId>/<eventId>/<username>`, such as `eu-central-1_AbCdEf123/6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841/alice`.",
		);
	}
	const result = await getDecision(context, decisionId({ userPoolId, eventId }), { username });
	if (result.props.feedbackValue === undefined) {
		throw new FeedbackError(
			`event ${eventId} in user pool ${userPoolId} has no feedback yet, so there is none to import. Declare the decision instead: \`pulumi up\` submits it.`,
		);
	}
	return result;
}

function refOf(id: string, { username }: Properties): EventRef {
	const [userPoolId = "", eventId = "", ...rest] = id.split("/");
	const isId = rest.length === 0 && !fieldRules.userPoolId(userPoolId) && !fieldRules.eventId(eventId);
	if (!isId) throw new FeedbackError(`the ID ${quoted(id)} is not of the form \`<userPoolId>/<eventId>\`.`);
	const wrong = fieldRules.username(username);
	if (wrong) throw new FeedbackError(`event ${eventId} in user pool ${userPoolId}: \`username\` ${wrong}.`);
	return { userPoolId, username: username as string, eventId };
}

function asRead(id: string, state: Properties, feedback: Feedback | undefined): ReadResult {
	const inputs = { ...inputsOf(state), feedbackValue: feedback?.value };
	return { id, props: defined({ ...inputs, ...recordedOf(feedback) }), inputs: defined(inputs) };
}

function inputsOf({ feedbackDate: _, feedbackProvider: __, ...inputs }: Properties): Properties {
	return inputs;
}
