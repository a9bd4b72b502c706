import { eventIdRule, feedbackValues, usernameRule, userPoolIdRule } from "../cognito/rules.ts";
import { EmulatorError } from "./error.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import type { Services } from "./operation.ts";

/**
 * Sets the feedback of one event; sent again, it overwrites.
 *
 * Source: AWS API reference, AdminUpdateAuthEventFeedback.
 */
export async function adminUpdateAuthEventFeedback(
	input: Input,
	{ store, now, save }: Services,
): Promise<object> {
	const check = new InputCheck(input);
	const poolId = check.requiredString("UserPoolId", userPoolIdRule);
	const username = check.requiredString("Username", usernameRule);
	const eventId = check.requiredString("EventId", eventIdRule);
	const feedback = check.requiredEnum("FeedbackValue", feedbackValues);
	check.finish();

	store.requireActive(poolId);
	const user = store.user(poolId, username);
	const event = user.history[user.positions.get(eventId) ?? -1];
	if (event === undefined) {
		throw new EmulatorError("ResourceNotFoundException", `Auth event ${eventId} does not exist.`);
	}
	event.EventFeedback = {
		FeedbackValue: feedback,
		// The API reference of EventFeedbackType names this value for feedback from the Amazon Cognito console.
		Provider: "Admin",
		FeedbackDate: now().toISOString(),
	};
	await save();
	return {};
}
