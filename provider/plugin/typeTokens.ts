/** What programs, state and policies call the plugin's resources: a name in state must not change. */
export const pluginTypeTokens = {
	decision: "cognito-feedback:index:AuthEventFeedback",
	set: "cognito-feedback:index:AuthEventFeedbackSet",
} as const;
