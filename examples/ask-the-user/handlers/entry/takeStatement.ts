import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { accessTokenVerifier } from "../accessTokens.ts";
import { eventsOf } from "../cognito.ts";
import { setting } from "../environment.ts";
import { Quota, Statements } from "../statements.ts";
import { statementTaker } from "../takeStatement.ts";

const userPoolId = setting("USER_POOL_ID");
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const cognito = new CognitoIdentityProviderClient({});
const verifier = accessTokenVerifier(userPoolId, setting("CLIENT_IDS").split(","));

export const handler = statementTaker({
	verify: (token) => verifier.verify(token),
	eventsOf: (sub) => eventsOf(cognito, userPoolId, sub),
	statements: new Statements(table, setting("STATEMENTS_TABLE")),
	quota: new Quota(table, setting("QUOTA_TABLE"), Number(setting("STATEMENTS_PER_HOUR"))),
});
