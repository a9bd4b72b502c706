import type { Advice } from "./advice";
import { pulumiAdvice } from "./advice";
import type { AuthEventPage } from "./authEvent";
import { loadAwsSdk } from "./awsSdk";
import { Clients } from "./clients";
import type { Connection } from "./connection";
import { defaultRequestTimeout } from "./connection";
import { toAuthEvent } from "./convert";
import { explain } from "./errors";
import type { UserPage } from "./listUsers";
import { mostAttempts } from "./retries";
import { maxPageSize } from "./rules";
import type { CognitoService, FeedbackRequest, UserRef } from "./service";

/** How long connecting, signing in and the waits between attempts may take beside the attempts, in seconds. */
const beyondAttempts = 30;

/** Amazon Cognito itself, through the AWS SDK. */
export class AwsFeedbackService implements CognitoService {
	readonly #clients: Clients;
	readonly #advice: Advice;
	/** How long a request may take in all, in milliseconds. */
	readonly #deadline: number;

	constructor(connection: Connection, advice = pulumiAdvice) {
		this.#advice = advice;
		this.#clients = new Clients(connection);
		const { requestTimeout = defaultRequestTimeout } = connection;
		this.#deadline = (mostAttempts * requestTimeout + beyondAttempts) * 1_000;
	}

	async submitFeedback({ userPoolId, username, eventId, feedbackValue }: FeedbackRequest): Promise<void> {
		try {
			const { AdminUpdateAuthEventFeedbackCommand } = loadAwsSdk();
			await this.#clients.for(userPoolId).send(
				new AdminUpdateAuthEventFeedbackCommand({
					UserPoolId: userPoolId,
					Username: username,
					EventId: eventId,
					FeedbackValue: feedbackValue,
				}),
				{ abortSignal: AbortSignal.timeout(this.#deadline) },
			);
		} catch (error) {
			const said = this.#said(username);
			throw explain(error, { operation: "AdminUpdateAuthEventFeedback", userPoolId, eventId, ...said });
		}
	}

	async listAuthEvents({ userPoolId, username }: UserRef, nextToken?: string): Promise<AuthEventPage> {
		try {
			const { AdminListUserAuthEventsCommand } = loadAwsSdk();
			const page = await this.#clients.for(userPoolId).send(
				new AdminListUserAuthEventsCommand({
					UserPoolId: userPoolId,
					Username: username,
					MaxResults: maxPageSize,
					...(nextToken !== undefined && { NextToken: nextToken }),
				}),
				{ abortSignal: AbortSignal.timeout(this.#deadline) },
			);
			const events = (page.AuthEvents ?? []).map(toAuthEvent).filter((event) => event !== undefined);
			return { events, ...(page.NextToken && { nextToken: page.NextToken }) };
		} catch (error) {
			throw explain(error, { operation: "AdminListUserAuthEvents", userPoolId, ...this.#said(username) });
		}
	}

	async listUsers(userPoolId: string, nextToken?: string): Promise<UserPage> {
		try {
			const { ListUsersCommand } = loadAwsSdk();
			const page = await this.#clients.for(userPoolId).send(
				new ListUsersCommand({
					UserPoolId: userPoolId,
					// Each user has one, and without a list all attributes come, which nobody here has use for.
					AttributesToGet: ["sub"],
					Limit: maxPageSize,
					...(nextToken !== undefined && { PaginationToken: nextToken }),
				}),
				{ abortSignal: AbortSignal.timeout(this.#deadline) },
			);
			const usernames = (page.Users ?? []).flatMap(({ Username }) => Username || []);
			return { usernames, ...(page.PaginationToken && { nextToken: page.PaginationToken }) };
		} catch (error) {
			throw explain(error, { operation: "ListUsers", userPoolId, ...this.#said() });
		}
	}

	/** How an error is told: in whose words, and without what. */
	#said(...usernames: readonly string[]) {
		const redact = (text: string) => this.#clients.redaction.apply(text, ...usernames);
		return { advice: this.#advice, redact };
	}
}
