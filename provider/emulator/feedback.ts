import type { StringRule } from "../cognito/rules.ts";
import { eventIdRule, feedbackValues, usernameRule, userPoolIdRule } from "../cognito/rules.ts";
import type { EmulatorAuthEvent, EmulatorEventFeedback } from "./content.ts";
import { EmulatorError } from "./error.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import type { Services } from "./operation.ts";

/**
 * Sets the feedback of an event, replacing earlier feedback.
 *
 * Source: AWS API reference, AdminUpdateAuthEventFeedback.
 */
export async function adminUpdateAuthEventFeedback(
	input: Input,
	services: Omit<Services, "tokens">,
): Promise<object> {
	const check = new InputCheck(input);
	const target = targetOf(check);
	const value = check.requiredEnum("FeedbackValue", feedbackValues);
	check.finish();

	const { event } = find(target, services);
	// EventFeedbackType in the API reference documents this value for feedback from the Amazon Cognito console.
	return give(event, { FeedbackValue: value, Provider: "Admin" }, services);
}

const feedbackTokenRule: StringRule = {
	min: 1,
	max: 131_072,
	pattern: /^[A-Za-z0-9\-_=.]+$/,
	characters: "letters, digits, `-`, `_`, `=` and `.`",
	sensitive: true,
};

/**
 * Sets the feedback of one event with the token of a notification, as the user. The request is not signed: the token alone
 * authorizes it, once.
 *
 * Source: AWS API reference, UpdateAuthEventFeedback.
 */
export async function updateAuthEventFeedback(input: Input, services: Services): Promise<object> {
	const check = new InputCheck(input);
	const target = targetOf(check);
	const token = check.requiredString("FeedbackToken", feedbackTokenRule);
	const value = check.requiredEnum("FeedbackValue", feedbackValues);
	check.finish();

	const { username, event } = find(target, services);
	const result = services.tokens.redeem(token, { ...target, username }, services.now());
	if (result !== "redeemed") {
		const problem = result === "expired" ? "has expired" : "is invalid or was used already";
		throw new EmulatorError("NotAuthorizedException", `The feedback token ${problem}.`);
	}
	// AWS documents only `Admin`, and that this field names who gave the feedback.
	return give(event, { FeedbackValue: value, Provider: "User" }, services);
}

function targetOf(check: InputCheck) {
	return {
		poolId: check.requiredString("UserPoolId", userPoolIdRule),
		username: check.requiredString("Username", usernameRule),
		eventId: check.requiredString("EventId", eventIdRule),
	};
}

function find(
	{ poolId, username, eventId }: ReturnType<typeof targetOf>,
	{ store }: Pick<Services, "store">,
) {
	store.requireActive(poolId);
	return store.event(poolId, username, eventId);
}

async function give(
	event: EmulatorAuthEvent,
	feedback: EmulatorEventFeedback,
	{ now, save }: Pick<Services, "now" | "save">,
): Promise<object> {
	event.EventFeedback = { ...feedback, FeedbackDate: now().toISOString() };
	await save();
	return {};
}
