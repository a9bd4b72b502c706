/** What the quickstart's program declares first, in stack configuration. */
export const decision = {
	userPoolId: "eu-central-1_Quickstrt",
	username: "alice",
	eventId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841",
	feedbackValue: "Valid",
};
