/**
 * The `message` of an exported line: the fields of AWS's only example of `userAuthEvents`. All are text except the challenges.
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
	/** For example `Password:Success`. */
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

/**
 * Formats a line as Cognito exports it, without the line break. The `eventSource` is that of real lines; AWS's example differs.
 */
export function logLine(timestamp: number, message: LogMessage): string {
	return JSON.stringify({
		eventTimestamp: String(timestamp),
		eventSource: "USER_AUTH_EVENTS",
		logLevel: "INFO",
		message,
		logSourceId: { userPoolId: message.userPoolId },
	});
}

/** The messages of a sign-in with several challenges: `InProgress` after each but the last, and then the result. */
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

/** Formats a time as in log lines, like Java's `Date.toString()`: `Wed Jul 17 17:25:55 UTC 2024`. */
export function logDate(time: number): string {
	const [weekday, day, month, year, clock] = new Date(time).toUTCString().split(/,? /);
	return `${weekday} ${month} ${day} ${clock} UTC ${year}`;
}
