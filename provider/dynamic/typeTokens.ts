/** What state, previews and policies call the resources: a name in state must not change. */
export const typeTokens = {
	decision: "pulumi-nodejs:dynamic/cognito:AuthEventFeedback",
	set: "pulumi-nodejs:dynamic/cognito:AuthEventFeedbackSet",
} as const;
