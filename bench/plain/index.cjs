/**
 * A plain dynamic provider, such as one writes with Pulumi's documentation at hand: an object whose methods Pulumi
 * serializes with what they capture. Done fairly: one provider for all resources, one client for all requests, the SDK
 * loaded where it is needed, no look-ups, no needless work.
 */
const pulumi = require("@pulumi/pulumi");
const { userPoolId, decisions } = require("./decisions.json");

// The client is global, since Pulumi gives a serialized function its captured variables afresh with each call. This
// stands here and not below because comments in a function are serialized too.
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
