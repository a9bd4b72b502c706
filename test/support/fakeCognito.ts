import type { SessionCognito } from "#provider/adapters/session";
import type { AuthEvent, AuthEventPage, UserRef } from "#provider/cognito/authEvent";
import type { Cognito, FeedbackRequest, UserPage } from "#provider/cognito/cognito";
import { CognitoError } from "#provider/cognito/cognitoError";

const pageSize = 60;

/** The time at which the fake records feedback. */
export const feedbackDate = "2026-11-23T10:00:00Z";

/** Amazon Cognito as an object: users with their events, newest first, and a record of every request. */
export class FakeCognito implements Cognito, SessionCognito {
	readonly submitted: FeedbackRequest[] = [];
	readonly reads: { user: UserRef; token: string | undefined }[] = [];
	readonly userReads: { userPoolId: string; token: string | undefined }[] = [];
	/** Runs before a page is read; it may wait, throw, or change the fake's events. */
	beforeRead: (user: UserRef) => Promise<void> | void = () => {};
	/** Runs before a page of users is read. */
	beforeListUsers: () => Promise<void> | void = () => {};
	/** Runs before feedback is accepted. */
	beforeSubmit: (request: FeedbackRequest) => Promise<void> | void = () => {};
	readonly #histories = new Map<string, AuthEvent[]>();

	/** The number of requests of either kind. */
	get requests(): number {
		return this.submitted.length + this.reads.length;
	}

	/** Replaces the events of a user. */
	hold(user: UserRef, ...events: AuthEvent[]): void {
		this.#histories.set(keyOf(user), events);
	}

	concurrency(): number {
		return 16;
	}

	cancel(): void {}

	/** The users of a pool, in the order in which they were first given events. */
	async listUsers(userPoolId: string, token?: string): Promise<UserPage> {
		this.userReads.push({ userPoolId, token });
		await this.beforeListUsers();
		const users = [...this.#histories.keys()].map((key) => JSON.parse(key) as [string, string]);
		const usernames = users.flatMap(([pool, username]) => (pool === userPoolId ? [username] : []));
		const start = Number(token ?? 0);
		const end = start + pageSize;
		return {
			usernames: usernames.slice(start, end),
			...(end < usernames.length && { nextToken: String(end) }),
		};
	}

	async submitFeedback(request: FeedbackRequest): Promise<void> {
		this.submitted.push(request);
		await this.beforeSubmit(request);
		const feedback = { value: request.feedbackValue, provider: "Admin", date: feedbackDate };
		const events = this.#histories.get(keyOf(request)) ?? [];
		this.hold(
			request,
			...events.map((event) => (event.eventId === request.eventId ? { ...event, feedback } : event)),
		);
	}

	async listAuthEvents(user: UserRef, token?: string): Promise<AuthEventPage> {
		this.reads.push({ user: { userPoolId: user.userPoolId, username: user.username }, token });
		await this.beforeRead(user);
		const events = this.#histories.get(keyOf(user));
		if (!events)
			throw new CognitoError({
				kind: "userNotFound",
				operation: "AdminListUserAuthEvents",
				userPoolId: user.userPoolId,
			});
		const start = Number(token ?? 0);
		const end = start + pageSize;
		return {
			events: events.slice(start, end),
			...(end < events.length && { nextToken: String(end) }),
		};
	}
}

function keyOf({ userPoolId, username }: UserRef): string {
	return JSON.stringify([userPoolId, username]);
}
