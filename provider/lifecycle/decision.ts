import type { FeedbackValue } from "../cognito/rules";

/** One feedback value for one auth event of one user. */
export interface Decision {
	/** The ID of the user pool. */
	readonly userPoolId: string;
	/** The user that the event belongs to: the username, the `sub`, or an alias. */
	readonly username: string;
	/** The ID of the auth event. */
	readonly eventId: string;
	/** What an administrator says of the event. */
	readonly feedbackValue: FeedbackValue;
	/** Why. Kept in Pulumi's state only. */
	readonly note?: string;
}

export type DecisionField = keyof Decision;

/** What says which event a decision is about: changing one of these replaces the resource. */
export const identityFields = ["userPoolId", "username", "eventId"] as const;

/** What a decision says of its event: changing one of these updates the resource. */
export const mutableFields = ["feedbackValue", "note"] as const;

export const decisionFields: readonly DecisionField[] = [...identityFields, ...mutableFields];

/** The resource ID. Without the username, which is personal data and of which an event can have several. */
export function decisionId({ userPoolId, eventId }: Pick<Decision, "userPoolId" | "eventId">): string {
	return `${userPoolId}/${eventId}`;
}
