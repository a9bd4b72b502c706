import {
	AdminGetUserCommand,
	type AuthEventType,
	type CognitoIdentityProviderClient,
	paginateAdminListUserAuthEvents,
	UpdateAuthEventFeedbackCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Answer, Question } from "./question.ts";

/** A user is asked soon after an event, so a few pages of the latest are enough. */
const maxPages = 5;

/** The verified email address of a user; `undefined` if there is none. */
export async function addressOf(
	cognito: CognitoIdentityProviderClient,
	UserPoolId: string,
	Username: string,
): Promise<string | undefined> {
	const { UserAttributes = [] } = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));
	const value = (name: string) => UserAttributes.find(({ Name }) => Name === name)?.Value;
	return value("email_verified") === "true" ? value("email") : undefined;
}

/** Passes an answer on as the user's feedback. The token of the message authorizes it; the request is not signed. */
export async function submit(
	cognito: CognitoIdentityProviderClient,
	question: Question,
	answer: Answer,
): Promise<void> {
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

/** The latest events of a user, the newest first. */
export async function* eventsOf(
	client: CognitoIdentityProviderClient,
	UserPoolId: string,
	Username: string,
): AsyncGenerator<AuthEventType> {
	let pages = 0;
	const request = { UserPoolId, Username };
	for await (const { AuthEvents = [] } of paginateAdminListUserAuthEvents(
		{ client, pageSize: 60 },
		request,
	)) {
		yield* AuthEvents;
		if (++pages === maxPages) return;
	}
}
