/**
 * The `message` of an exported line: what AWS's one example of `userAuthEvents` has, all of it text but for the challenges.
 *
 * Source: Amazon Cognito Developer Guide, "Exporting logs from Amazon Cognito user pools".
 */
export interface LogMessage {
	readonly version: string;
	readonly eventId: string;
	readonly eventType: string;
	readonly userSub: string;
	readonly userName: string;
	readonly userPoolId: string;
	readonly clientId: string;
	readonly creationDate: string;
	readonly eventResponse: string;
	readonly riskLevel: string;
	readonly riskDecision: string;
	/** Like `Password:Success`. */
	readonly challenges: readonly string[];
	readonly deviceName: string;
	readonly ipAddress: string;
	readonly requestId: string;
	readonly idpName: string;
	readonly compromisedCredentialDetected: string;
	readonly city: string;
	readonly country: string;
	readonly eventFeedbackValue: string;
	readonly eventFeedbackDate: string;
	readonly eventFeedbackProvider: string;
	readonly hasContextData: string;
}

/** A line as Cognito exports it, without the line break. The `eventSource` is what real lines have; AWS's example differs. */
export function logLine(timestamp: number, message: LogMessage): string {
	return JSON.stringify({
		eventTimestamp: String(timestamp),
		eventSource: "USER_AUTH_EVENTS",
		logLevel: "INFO",
		message,
		logSourceId: { userPoolId: message.userPoolId },
	});
}

/** What a line says after each challenge but the last, and in the end: an event grows from `InProgress` to its result. */
export function stepsOf(message: LogMessage): LogMessage[] {
	const { challenges } = message;
	return challenges.length < 2
		? [message]
		: challenges.map((_, index) =>
				index === challenges.length - 1
					? message
					: { ...message, eventResponse: "InProgress", challenges: challenges.slice(0, index + 1) },
			);
}

/** A moment as lines write it, like Java's `Date.toString()`: `Wed Jul 17 17:25:55 UTC 2024`. */
export function logDate(time: number): string {
	const [weekday, day, month, year, clock] = new Date(time).toUTCString().split(/,? /);
	return `${weekday} ${month} ${day} ${clock} UTC ${year}`;
}
