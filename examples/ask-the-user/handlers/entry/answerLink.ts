import {
	CognitoIdentityProviderClient,
	UpdateAuthEventFeedbackCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { linkAnswerer } from "../answerLink.ts";
import { setting } from "../environment.ts";
import { Links } from "../links.ts";
import type { Answer, Question } from "../question.ts";

const cognito = new CognitoIdentityProviderClient({});

export const handler = linkAnswerer({
	appName: setting("APP_NAME"),
	accountUrl: process.env.ACCOUNT_URL,
	links: new Links(DynamoDBDocumentClient.from(new DynamoDBClient({})), setting("LINKS_TABLE")),
	submit,
});

async function submit(question: Question, answer: Answer): Promise<void> {
	await cognito.send(
		new UpdateAuthEventFeedbackCommand({
			UserPoolId: question.userPoolId,
			Username: question.username,
			EventId: question.eventId,
			FeedbackToken: question.feedbackToken,
			FeedbackValue: answer === "me" ? "Valid" : "Invalid",
		}),
	);
}
