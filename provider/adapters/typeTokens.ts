/**
 * The type tokens by which programs, state and policies refer to the resources. They must not change, because state holds them.
 */
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
