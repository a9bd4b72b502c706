import type { EmulatorAuthEvent, EmulatorContent } from "pulumi-cognito-feedback/emulator";

/** The size of a generated user pool. */
export interface PoolSize {
	readonly users: number;
	readonly eventsPerUser: number;
}

export interface PoolDecision {
	readonly username: string;
	readonly feedbackValue: "Valid" | "Invalid";
	readonly note: string;
}

export type PoolDecisions = Readonly<Record<string, PoolDecision>>;

export const userPoolId = "eu-central-1_BenchPool";

const usualEvents = 100;

/** A pool with an event for each of a number of decisions, and users with 100 events each. */
export function poolFor(decisions: number): PoolSize {
	const users = Math.ceil(decisions / usualEvents);
	return { users, eventsPerUser: Math.ceil(decisions / users) };
}

/** A user pool whose events have all fields of threat protection: risk, place, device and challenges. */
export function buildPool({ users, eventsPerUser }: PoolSize): EmulatorContent {
	return {
		UserPools: [
			{
				Id: userPoolId,
				Users: Array.from({ length: users }, (_, user) => ({
					Username: usernameOf(user),
					AuthEvents: Array.from({ length: eventsPerUser }, (_, event) => buildEvent(user, event)),
				})),
			},
		],
	};
}

/** Decisions on a number of the pool's events, spread evenly over its users and their histories. */
export function decide(
	{ users, eventsPerUser }: PoolSize,
	count: number,
	feedbackValue: "Valid" | "Invalid",
): PoolDecisions {
	const perUser = Math.ceil(count / users);
	if (perUser > eventsPerUser) throw new Error(`the pool has no ${count} events`);
	const distance = eventsPerUser / perUser;
	return Object.fromEntries(
		Array.from({ length: count }, (_, index) => {
			const user = index % users;
			const event = Math.floor(Math.floor(index / users) * distance);
			return [
				eventIdOf(user, event),
				{ username: usernameOf(user), feedbackValue, note: `TICKET-${1000 + index}` },
			];
		}),
	);
}

function usernameOf(user: number): string {
	return `customer${String(user + 1).padStart(4, "0")}`;
}

/** As long as real event IDs, which are UUIDs. */
function eventIdOf(user: number, event: number): string {
	const [one, other] = [user, event].map((number) => number.toString(16));
	return `${one?.padStart(8, "0")}-8d24-4b57-9e10-${other?.padStart(12, "0")}`;
}

const places = [
	["Berlin", "Germany", "+02:00"],
	["Lisbon", "Portugal", "+01:00"],
	["São Paulo", "Brazil", "-03:00"],
	["Osaka", "Japan", "+09:00"],
] as const;
const devices = ["Chrome 141, Windows 11", "Mobile Safari 18, iPhone", "Firefox 143, Ubuntu"] as const;
const levels = ["Low", "Medium", "High"] as const;
const firstEvent = Date.UTC(2026, 8, 1) / 1_000;

function buildEvent(user: number, event: number): EmulatorAuthEvent {
	const [City, Country, Timezone] = places[(user + event) % places.length] ?? places[0];
	return {
		EventId: eventIdOf(user, event),
		EventType: "SignIn",
		CreationDate: firstEvent + event * 3_600 + user,
		EventResponse: "Pass",
		EventRisk: {
			RiskDecision: "AccountTakeover",
			RiskLevel: levels[event % levels.length] ?? "Low",
			CompromisedCredentialsDetected: false,
		},
		ChallengeResponses: [
			{ ChallengeName: "Password", ChallengeResponse: "Success" },
			{ ChallengeName: "Mfa", ChallengeResponse: "Success" },
		],
		EventContextData: {
			IpAddress: `203.0.113.${(user * 7 + event) % 256}`,
			DeviceName: devices[(user + event) % devices.length] ?? devices[0],
			Timezone,
			City,
			Country,
		},
	};
}
