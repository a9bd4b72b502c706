import type { EmulatorAuthEvent, EmulatorContent, EmulatorUser } from "#provider/emulator/index";

/** The pool `eu-central-1_Test` with these users, and this mode of threat protection, if any. */
export function poolWith(users: EmulatorUser[], mode?: "OFF" | "AUDIT" | "ENFORCED"): EmulatorContent {
	return {
		UserPools: [
			{
				Id: "eu-central-1_Test",
				...(mode && { UserPoolAddOns: { AdvancedSecurityMode: mode } }),
				Users: users,
			},
		],
	};
}

/** The pool `eu-central-1_Test` with the user `alice`, who has these events. */
export function aliceWith(...events: EmulatorAuthEvent[]): EmulatorContent {
	return poolWith([{ Username: "alice", AuthEvents: events }]);
}

/** Events `e1`, `e2`, …, each a minute newer than the one before. */
export function eventsInARow(count: number): EmulatorAuthEvent[] {
	const first = Date.UTC(2026, 10, 20);
	return Array.from({ length: count }, (_, index) => ({
		EventId: `e${index + 1}`,
		EventType: "SignIn",
		CreationDate: new Date(first + index * 60_000).toISOString(),
	}));
}
