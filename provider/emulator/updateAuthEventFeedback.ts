import type { StringRule } from "../cognito/rules.ts";
import { eventIdRule, feedbackValues, usernameRule, userPoolIdRule } from "../cognito/rules.ts";
import { EmulatorError } from "./error.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import type { Services } from "./operation.ts";

const feedbackTokenRule: StringRule = {
	min: 1,
	max: 131_072,
	pattern: /^[A-Za-z0-9\-_=.]+$/,
	characters: "letters, digits, `-`, `_`, `=` and `.`",
	sensitive: true,
};

/**
 * Sets the feedback of one event with the token of a notification, as the user. The request is not signed: the token is
 * all that it takes, and it works once.
 *
 * Source: AWS API reference, UpdateAuthEventFeedback.
 */
export async function updateAuthEventFeedback(
	input: Input,
	{ store, tokens, now, save }: Services,
): Promise<object> {
	const check = new InputCheck(input);
	const poolId = check.requiredString("UserPoolId", userPoolIdRule);
	const name = check.requiredString("Username", usernameRule);
	const eventId = check.requiredString("EventId", eventIdRule);
	const token = check.requiredString("FeedbackToken", feedbackTokenRule);
	const feedback = check.requiredEnum("FeedbackValue", feedbackValues);
	check.finish();

	store.requireActive(poolId);
	const { username, event } = store.event(poolId, name, eventId);
	const result = tokens.redeem(token, { poolId, username, eventId }, now());
	if (result !== "redeemed") {
		const problem = result === "expired" ? "has expired" : "is invalid or was used already";
		throw new EmulatorError("NotAuthorizedException", `The feedback token ${problem}.`);
	}
	event.EventFeedback = {
		FeedbackValue: feedback,
		// AWS documents only `Admin`, and that the field names who gave the feedback.
		Provider: "User",
		FeedbackDate: now().toISOString(),
	};
	await save();
	return {};
}
