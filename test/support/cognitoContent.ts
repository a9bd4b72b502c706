import type { EmulatorAuthEvent, EmulatorContent, EmulatorUser } from "pulumi-cognito-feedback/emulator";
import { poolId } from "./program.ts";

export function user(Username: string, ...AuthEvents: EmulatorAuthEvent[]): EmulatorUser {
	return { Username, AuthEvents };
}

/** Cognito with the pool of {@link poolId} and these users. */
export function cognito(...Users: EmulatorUser[]): EmulatorContent {
	return { UserPools: [{ Id: poolId, Users }] };
}

/** A sign-in from Berlin that was rated High. */
export function signIn(EventId: string, more: Partial<EmulatorAuthEvent> = {}): EmulatorAuthEvent {
	return {
		EventId,
		EventType: "SignIn",
		CreationDate: "2026-11-20T08:14:00Z",
		EventResponse: "Pass",
		EventRisk: { RiskDecision: "AccountTakeover", RiskLevel: "High", CompromisedCredentialsDetected: false },
		ChallengeResponses: [{ ChallengeName: "Password", ChallengeResponse: "Success" }],
		EventContextData: {
			IpAddress: "203.0.113.7",
			DeviceName: "Chrome 141, Windows 11",
			Timezone: "+01:00",
			City: "Berlin",
			Country: "Germany",
		},
		...more,
	};
}

export function signIns(...ids: readonly string[]): EmulatorAuthEvent[] {
	return ids.map((id) => signIn(id));
}

/** A number of sign-ins, `<prefix>1`, `<prefix>2`, …, each a minute newer than the one before. */
export function manySignIns(prefix: string, count: number): EmulatorAuthEvent[] {
	const first = Date.UTC(2026, 10, 1);
	return Array.from({ length: count }, (_, index) =>
		signIn(`${prefix}${index + 1}`, { CreationDate: new Date(first + index * 60_000).toISOString() }),
	);
}

/** The same sign-in with feedback of this provider. */
export function withFeedback(
	event: EmulatorAuthEvent,
	FeedbackValue: string,
	Provider: string,
): EmulatorAuthEvent {
	return { ...event, EventFeedback: { FeedbackValue, Provider, FeedbackDate: "2026-11-21T10:00:00Z" } };
}

/** The content with only these events, and only users and pools that have any. */
export function onlyEvents({ UserPools }: EmulatorContent, ...ids: readonly string[]): EmulatorContent {
	const pools = UserPools.map((pool) => {
		const users = (pool.Users ?? []).map((each) => {
			const events = (each.AuthEvents ?? []).filter(({ EventId }) => ids.includes(EventId));
			return { ...each, AuthEvents: events };
		});
		return { ...pool, Users: users.filter(({ AuthEvents }) => AuthEvents.length > 0) };
	});
	return { UserPools: pools.filter(({ Users }) => Users.length > 0) };
}

/** The feedback that Cognito holds, by event ID. */
export function feedbackIn({ UserPools }: EmulatorContent): Record<string, string> {
	const events = UserPools.flatMap(({ Users = [] }) => Users.flatMap(({ AuthEvents = [] }) => AuthEvents));
	return Object.fromEntries(
		events.flatMap(({ EventId, EventFeedback }) =>
			EventFeedback?.FeedbackValue ? [[EventId, EventFeedback.FeedbackValue]] : [],
		),
	);
}
