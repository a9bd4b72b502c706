import {
	type AuthEventType,
	CognitoIdentityProviderClient,
	paginateAdminListUserAuthEvents,
} from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { setting } from "../environment.ts";
import { Quota, Statements } from "../statements.ts";
import { statementTaker } from "../takeStatement.ts";

/** A user is asked soon after an event, so a few pages of the latest are enough. */
const mostPages = 5;

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const cognito = new CognitoIdentityProviderClient({});
const verifier = CognitoJwtVerifier.create({
	userPoolId: setting("USER_POOL_ID"),
	tokenUse: "access",
	clientId: setting("CLIENT_IDS").split(","),
});

export const handler = statementTaker({
	verify: (token) => verifier.verify(token),
	eventsOf,
	statements: new Statements(table, setting("STATEMENTS_TABLE")),
	quota: new Quota(table, setting("QUOTA_TABLE"), Number(setting("STATEMENTS_PER_HOUR"))),
});

async function* eventsOf(Username: string): AsyncGenerator<AuthEventType> {
	const request = { UserPoolId: setting("USER_POOL_ID"), Username };
	let pages = 0;
	for await (const page of paginateAdminListUserAuthEvents({ client: cognito, pageSize: 60 }, request)) {
		yield* page.AuthEvents ?? [];
		if (++pages === mostPages) return;
	}
}
