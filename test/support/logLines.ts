/** The default pool of {@link logLine}. */
export const logPool = "eu-central-1_Logged001";

/** A line of an exported log as Cognito writes it, with these fields of `message` and otherwise typical values. */
export function logLine(
	message: Readonly<Record<string, unknown>>,
	fields: Readonly<Record<string, unknown>> = {},
): string {
	return JSON.stringify({
		eventTimestamp: "1795000000000",
		eventSource: "USER_AUTH_EVENTS",
		logLevel: "INFO",
		message: {
			version: "1",
			eventId: "1b6a8a2f-0000-4000-8000-000000000001",
			eventType: "SignIn",
			userSub: "5d8a9c1e-0000-4000-8000-00000000000a",
			userName: "alice",
			userPoolId: logPool,
			clientId: "4uexampleclient",
			creationDate: "Wed Nov 18 10:26:40 UTC 2026",
			eventResponse: "Pass",
			riskLevel: "",
			riskDecision: "PASS",
			challenges: ["Password:Success"],
			deviceName: "Chrome 141, Windows 11",
			ipAddress: "203.0.113.7",
			requestId: "00000000-0000-4000-8000-00000000000f",
			idpName: "",
			compromisedCredentialDetected: "false",
			city: "Berlin",
			country: "Germany",
			eventFeedbackValue: "",
			eventFeedbackDate: "",
			eventFeedbackProvider: "",
			hasContextData: "true",
			...message,
		},
		logSourceId: { userPoolId: logPool },
		...fields,
	});
}
