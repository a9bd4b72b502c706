import { RiskConfiguration, UserPool, UserPoolClient } from "@pulumi/aws/cognito";
import * as pulumi from "@pulumi/pulumi";
import { AskTheUser } from "./askTheUser";

const config = new pulumi.Config();

const ask = new AskTheUser("ask", {
	appName: config.require("appName"),
	from: config.require("from"),
	sesIdentityArn: config.require("sesIdentityArn"),
	accountUrl: config.get("accountUrl"),
});

const pool = new UserPool("users", {
	userPoolTier: "PLUS",
	// Cognito sends messages about sign-ins in this mode alone; in AUDIT the application asks by itself.
	userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
	usernameAttributes: ["email"],
	autoVerifiedAttributes: ["email"],
	lambdaConfig: ask.lambdaConfig,
});

const client = new UserPoolClient("app", {
	userPoolId: pool.id,
	explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
	preventUserExistenceErrors: "ENABLED",
});

new RiskConfiguration("risk", {
	userPoolId: pool.id,
	accountTakeoverRiskConfiguration: {
		actions: {
			lowAction: { eventAction: "NO_ACTION", notify: false },
			mediumAction: { eventAction: "MFA_IF_CONFIGURED", notify: true },
			highAction: { eventAction: "MFA_IF_CONFIGURED", notify: true },
		},
		notifyConfiguration: ask.notifyConfiguration,
	},
});

ask.connect({ userPoolId: pool.id, userPoolArn: pool.arn, clientIds: [client.id] });

export const userPoolId = pool.id;
export const clientId = client.id;
export const statementsUrl = pulumi.interpolate`${ask.url}/statements`;
export const statementsTable = ask.statementsTable;
/** For the role that runs `pulumi up`. */
export const keyGrants = ask.keyGrants;
