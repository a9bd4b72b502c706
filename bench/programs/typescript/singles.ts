import { readFileSync } from "node:fs";
import { AuthEventFeedback, type AuthEventFeedbackArgs } from "pulumi-cognito-feedback";

type Decision = Pick<AuthEventFeedbackArgs, "username" | "feedbackValue">;

const { userPoolId, decisions } = JSON.parse(readFileSync("decisions.json", "utf8"));

for (const [eventId, decision] of Object.entries<Decision>(decisions))
	new AuthEventFeedback(eventId, { userPoolId, eventId, ...decision });
