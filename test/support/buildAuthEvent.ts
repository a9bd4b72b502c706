import type { AuthEvent } from "#provider/cognito/authEvent";

/** Event `e1`: a high-risk sign-in from Berlin without feedback. */
export function buildAuthEvent(given: Partial<AuthEvent> = {}): AuthEvent {
	return {
		eventId: "e1",
		type: "SignIn",
		time: "2026-11-20T08:14:00Z",
		response: "Pass",
		riskDecision: "AccountTakeover",
		riskLevel: "High",
		ipAddress: "203.0.113.7",
		city: "Berlin",
		country: "DE",
		device: "Chrome on Windows",
		...given,
	};
}

/** Events `e1` to `e<count>`, newest first, a minute apart. */
export function buildAuthEvents(count: number): AuthEvent[] {
	const newest = Date.UTC(2026, 10, 20, 12);
	return Array.from({ length: count }, (_, index) => ({
		eventId: `e${index + 1}`,
		type: "SignIn",
		time: new Date(newest - index * 60_000).toISOString().replace(".000Z", "Z"),
	}));
}
