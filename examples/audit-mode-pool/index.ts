import { UserPool, UserPoolClient } from "@pulumi/aws/cognito";
import { Policy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { AuthEventFeedback, type FeedbackValue } from "pulumi-cognito-feedback";

const config = new pulumi.Config();

const pool = new UserPool("users", {
	// Threat protection requires the Plus plan; in audit-only mode it rates sign-ins and blocks none.
	userPoolTier: "PLUS",
	userPoolAddOns: { advancedSecurityMode: "AUDIT" },
	usernameAttributes: ["email"],
	autoVerifiedAttributes: ["email"],
});

const client = new UserPoolClient("app", {
	userPoolId: pool.id,
	explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
	preventUserExistenceErrors: "ENABLED",
});

// For the role that runs `pulumi up`. A preview needs only the first action.
const policy = new Policy("feedback", {
	description: "Look auth events of the user pool up, and submit feedback on them",
	policy: pulumi.jsonStringify({
		Version: "2012-10-17",
		Statement: [
			{
				Sid: "LookEventsUpAndSubmitFeedback",
				Effect: "Allow",
				Action: ["cognito-idp:AdminListUserAuthEvents", "cognito-idp:AdminUpdateAuthEventFeedback"],
				Resource: [pool.arn],
			},
		],
	}),
});

// A new pool has no events: the first `up` creates the pool, and later ones submit decisions on its events.
const eventId = config.get("eventId");
if (eventId !== undefined) {
	new AuthEventFeedback("decided", {
		userPoolId: pool.id,
		username: config.require("username"),
		eventId,
		feedbackValue: config.require<FeedbackValue>("feedbackValue"),
		note: config.get("note"),
	});
}

export const userPoolId = pool.id;
export const clientId = client.id;
export const policyArn = policy.arn;
