/** The smallest plain provider: its methods capture nothing, so Pulumi serializes only their own code. */
const pulumi = require("@pulumi/pulumi");
const { userPoolId, decisions } = require("./decisions.json");

const provider = {
	async diff(_id, olds, news) {
		const replaces = ["userPoolId", "username", "eventId"].filter((name) => olds[name] !== news[name]);
		return { changes: replaces.length > 0 || olds.feedbackValue !== news.feedbackValue, replaces };
	},
	async create(inputs) {
		const sdk = require("@aws-sdk/client-cognito-identity-provider");
		globalThis.client ??= new sdk.CognitoIdentityProvider({});
		await globalThis.client.adminUpdateAuthEventFeedback({
			UserPoolId: inputs.userPoolId,
			Username: inputs.username,
			EventId: inputs.eventId,
			FeedbackValue: inputs.feedbackValue,
		});
		return { id: `${inputs.userPoolId}/${inputs.eventId}`, outs: inputs };
	},
	async update(_id, _olds, news) {
		return this.create(news);
	},
};

class Feedback extends pulumi.dynamic.Resource {
	constructor(name, args) {
		super(provider, name, args);
	}
}

for (const [eventId, decision] of Object.entries(decisions))
	new Feedback(eventId, { userPoolId, eventId, ...decision });
