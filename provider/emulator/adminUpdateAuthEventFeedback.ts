import { eventIdRule, feedbackValues, usernameRule, userPoolIdRule } from "../cognito/rules.ts";
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
	{ store, now, save }: Pick<Services, "store" | "now" | "save">,
): Promise<object> {
	const check = new InputCheck(input);
	const poolId = check.requiredString("UserPoolId", userPoolIdRule);
	const username = check.requiredString("Username", usernameRule);
	const eventId = check.requiredString("EventId", eventIdRule);
	const feedback = check.requiredEnum("FeedbackValue", feedbackValues);
	check.finish();

	store.requireActive(poolId);
	const { event } = store.event(poolId, username, eventId);
	event.EventFeedback = {
		FeedbackValue: feedback,
		// The API reference of EventFeedbackType names this value for feedback from the Amazon Cognito console.
		Provider: "Admin",
		FeedbackDate: now().toISOString(),
	};
	await save();
	return {};
}
