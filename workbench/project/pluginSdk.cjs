/**
 * A short version of the SDK that Pulumi generates from the plugin's schema for Node.js: the resources and the function, by
 * their tokens.
 */
const pulumi = require("@pulumi/pulumi");

const outputs = [
	"userPoolId",
	"username",
	"eventId",
	"feedbackValue",
	"note",
	"event",
	"feedbackDate",
	"feedbackProvider",
];
const unset = (names) => Object.fromEntries(names.map((name) => [name, undefined]));

class AuthEventFeedback extends pulumi.CustomResource {
	constructor(name, args, opts) {
		super("cognito-feedback:index:AuthEventFeedback", name, { ...unset(outputs), ...args }, opts);
	}

	static get(name, id, state, opts) {
		return new AuthEventFeedback(name, state, { ...opts, id });
	}
}

class AuthEventFeedbackSet extends pulumi.CustomResource {
	constructor(name, args, opts) {
		super(
			"cognito-feedback:index:AuthEventFeedbackSet",
			name,
			{ ...unset(["userPoolId", "decisions"]), ...args },
			opts,
		);
	}
}

class Provider extends pulumi.ProviderResource {
	constructor(name, args, opts) {
		super("cognito-feedback", name, args, opts);
	}
}

const token = "cognito-feedback:index:getAuthEvents";

async function getAuthEvents(args, opts) {
	return (await pulumi.runtime.invoke(token, args, opts)).events;
}

function getAuthEventsOutput(args, opts) {
	return pulumi.runtime.invokeOutput(token, args, opts).apply(({ events }) => events);
}

module.exports = { AuthEventFeedback, AuthEventFeedbackSet, Provider, getAuthEvents, getAuthEventsOutput };
