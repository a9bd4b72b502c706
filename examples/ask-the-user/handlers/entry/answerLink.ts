import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { linkAnswerer } from "../answerLink.ts";
import { submit } from "../cognito.ts";
import { setting } from "../environment.ts";
import { Links } from "../links.ts";

const cognito = new CognitoIdentityProviderClient({});

export const handler = linkAnswerer({
	appName: setting("APP_NAME"),
	accountUrl: process.env.ACCOUNT_URL,
	links: new Links(DynamoDBDocumentClient.from(new DynamoDBClient({})), setting("LINKS_TABLE")),
	submit: (question, answer) => submit(cognito, question, answer),
});
