/** Feedback on an auth event. Source: AWS API reference, EventFeedbackType. */
export interface Feedback {
	/** `Valid` or `Invalid`. */
	readonly value: string;
	/** Who gave it, such as `Admin`. */
	readonly provider?: string;
	/** When it was given, in ISO 8601 and UTC. */
	readonly date?: string;
}

/**
 * One authentication event of a user's history. Cognito may omit every field except the ID, and may return newer values
 * than those listed here, which are passed on unchanged.
 *
 * Source: AWS API reference, AuthEventType.
 */
export interface AuthEvent {
	/** The event's ID. */
	readonly eventId: string;
	/** What the user attempted: `SignIn`, `SignUp`, `ForgotPassword`, `PasswordChange`, `ResendCode`, … */
	readonly type?: string;
	/** When it happened, in ISO 8601 and UTC. */
	readonly time?: string;
	/** How it ended: `Pass`, `Fail`, `InProgress`, … */
	readonly response?: string;
	/** What threat protection did: `NoRisk`, `AccountTakeover`, `Block`, … */
	readonly riskDecision?: string;
	/** The risk rating: `Low`, `Medium`, `High`, … */
	readonly riskLevel?: string;
	/** Whether the password is known from a leak. */
	readonly compromisedCredentials?: boolean;
	/** The IP address that the request came from. */
	readonly ipAddress?: string;
	/** The device: browser and operating system. */
	readonly device?: string;
	/** The city of the IP address. */
	readonly city?: string;
	/** The country of the IP address. */
	readonly country?: string;
	/** The time zone of the user. */
	readonly timeZone?: string;
	/** The challenges and their results, such as `Password: Success`. */
	readonly challenges?: readonly string[];
	/** The feedback on the event. */
	readonly feedback?: Feedback;
}

/** One page of a user's history, newest events first. */
export interface AuthEventPage {
	readonly events: readonly AuthEvent[];
	/** The token that requests the next page; missing on the last one. */
	readonly nextToken?: string;
}

/** A user of a user pool, by the username, the `sub` or an alias. */
export interface UserRef {
	/** The ID of the user pool. */
	readonly userPoolId: string;
	/** The username, the `sub`, or an alias. */
	readonly username: string;
}

/** An event of a user. */
export interface EventRef extends UserRef {
	/** The ID of the auth event. */
	readonly eventId: string;
}

/** The risk levels that Cognito has, lowest first. Source: AWS API reference, EventRiskType. */
export const riskLevels: readonly string[] = ["Low", "Medium", "High"];

/** A risk level of Cognito. */
export type RiskLevel = "Low" | "Medium" | "High";

/**
 * Ranks a risk level. A level newer than this package ranks highest, so that it is not missed; an event without a level ranks
 * lowest.
 */
export function riskRank(level: string | undefined): number {
	if (level === undefined) return -1;
	const rank = riskLevels.indexOf(level);
	return rank === -1 ? riskLevels.length : rank;
}

/** The time of an event, in milliseconds. An event without a time counts as the newest, so no limit excludes it as too old. */
export function timeOf({ time }: AuthEvent): number {
	return time === undefined ? Number.POSITIVE_INFINITY : Date.parse(time);
}

/** Whether feedback came from an administrator, through the console or this operation, and not from the user. */
export function isFromAdministrator(feedback: Feedback | undefined): boolean {
	return feedback?.provider === "Admin";
}

/** Names who gave feedback. AWS documents only `Admin`; any other provider is the user, or a service acting for the user. */
export function describeProvider(provider: string): string {
	if (provider === "Admin") return provider;
	return provider.toLowerCase() === "user" ? "the user" : `the user (${provider})`;
}
