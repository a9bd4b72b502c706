import { RiskConfiguration, UserPool, UserPoolClient } from "@pulumi/aws/cognito";
import * as pulumi from "@pulumi/pulumi";
import { AskTheUser } from "./askTheUser";

const config = new pulumi.Config();
const from = config.get("from");

const ask = new AskTheUser("ask", {
	// Without a sender address, no email is sent: the application asks its users.
	mail:
		from === undefined
			? undefined
			: {
					appName: config.require("appName"),
					from,
					sesIdentityArn: config.require("sesIdentityArn"),
					accountUrl: config.get("accountUrl"),
				},
});

const pool = new UserPool("users", {
	userPoolTier: "PLUS",
	// Cognito sends messages about sign-ins only in full-function mode.
	userPoolAddOns: { advancedSecurityMode: ask.mail ? "ENFORCED" : "AUDIT" },
	usernameAttributes: ["email"],
	autoVerifiedAttributes: ["email"],
	lambdaConfig: ask.mail?.lambdaConfig,
});

const client = new UserPoolClient("app", {
	userPoolId: pool.id,
	explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
	preventUserExistenceErrors: "ENABLED",
});

if (ask.mail)
	new RiskConfiguration("risk", {
		userPoolId: pool.id,
		accountTakeoverRiskConfiguration: {
			actions: {
				lowAction: { eventAction: "NO_ACTION", notify: false },
				mediumAction: { eventAction: "MFA_IF_CONFIGURED", notify: true },
				highAction: { eventAction: "MFA_IF_CONFIGURED", notify: true },
			},
			notifyConfiguration: ask.mail.notifyConfiguration,
		},
	});

ask.connect({ userPoolId: pool.id, userPoolArn: pool.arn, clientIds: [client.id] });

export const userPoolId = pool.id;
export const clientId = client.id;
export const statementsUrl = pulumi.interpolate`${ask.url}/statements`;
export const statementsTable = ask.statementsTable;
/** For the role that runs `pulumi up`. */
export const keyGrants = ask.mail?.keyGrants;
