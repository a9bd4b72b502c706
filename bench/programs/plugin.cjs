const { AuthEventFeedback } = require("./pluginSdk.cjs");
const { userPoolId, decisions } = require("./decisions.json");

for (const [eventId, decision] of Object.entries(decisions))
	new AuthEventFeedback(eventId, { userPoolId, eventId, ...decision });
