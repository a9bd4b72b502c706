/** What programs, state and policies call the resources: a name in state must not change. */
export const typeTokens = {
	dynamic: {
		single: "pulumi-nodejs:dynamic/cognito:AuthEventFeedback",
		set: "pulumi-nodejs:dynamic/cognito:AuthEventFeedbackSet",
	},
	plugin: {
		single: "cognito-feedback:index:AuthEventFeedback",
		set: "cognito-feedback:index:AuthEventFeedbackSet",
	},
} as const;
