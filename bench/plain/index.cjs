/**
 * A plain dynamic provider, written as in Pulumi's documentation: an object whose methods Pulumi serializes with the values that
 * they capture. It is a fair comparison: one provider for all resources, one client for all requests, the SDK loaded on demand,
 * no look-ups and no unnecessary work.
 */
const pulumi = require("@pulumi/pulumi");
const { userPoolId, decisions } = require("./decisions.json");

// The client is global, because each call of a serialized function gets new copies of captured variables. This comment is here
// and not below, because comments in a function are serialized too.
async function submit({ userPoolId, username, eventId, feedbackValue }) {
	const {
		AdminUpdateAuthEventFeedbackCommand,
		CognitoIdentityProviderClient,
	} = require("@aws-sdk/client-cognito-identity-provider");
	globalThis.feedbackClient ??= new CognitoIdentityProviderClient({});
	await globalThis.feedbackClient.send(
		new AdminUpdateAuthEventFeedbackCommand({
			UserPoolId: userPoolId,
			Username: username,
			EventId: eventId,
			FeedbackValue: feedbackValue,
		}),
	);
}

const provider = {
	async diff(_id, olds, news) {
		const replaces = ["userPoolId", "username", "eventId"].filter((name) => olds[name] !== news[name]);
		return {
			changes: replaces.length > 0 || olds.feedbackValue !== news.feedbackValue || olds.note !== news.note,
			replaces,
		};
	},
	async create(inputs) {
		await submit(inputs);
		return { id: `${inputs.userPoolId}/${inputs.eventId}`, outs: inputs };
	},
	async update(_id, olds, news) {
		if (olds.feedbackValue !== news.feedbackValue) await submit(news);
		return { outs: news };
	},
};

class Feedback extends pulumi.dynamic.Resource {
	constructor(name, args) {
		super(provider, name, args);
	}
}

for (const [eventId, decision] of Object.entries(decisions))
	new Feedback(eventId, { userPoolId, eventId, ...decision });
