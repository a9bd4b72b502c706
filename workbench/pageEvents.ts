import type { UserEvent } from "../review/listing/listPool.ts";

export const pagePool = "eu-central-1_Test";

const risky = { riskDecision: "AccountTakeover" } as const;

/** An event of `alice` without a risk, at noon of a day in November 2026, unless the fields override it. */
export function pageEvent(
	eventId: string,
	event: Partial<UserEvent> & { readonly day?: number } = {},
): UserEvent {
	const { day = 20, ...fields } = event;
	return {
		eventId,
		username: "alice",
		type: "SignIn",
		time: `2026-11-${String(day).padStart(2, "0")}T12:00:00Z`,
		response: "Pass",
		riskDecision: "NoRisk",
		ipAddress: "192.0.2.14",
		device: "Chrome 141, Windows 11",
		city: "Hamburg",
		country: "Germany",
		timeZone: "+01:00",
		challenges: ["Password: Success"],
		...fields,
	};
}

/** Six events on different days, newest first: of three users, in three countries, with every risk. */
export const fewEvents: readonly UserEvent[] = [
	pageEvent("e1", { day: 20, ...risky, riskLevel: "High", city: "Berlin" }),
	pageEvent("e2", {
		day: 19,
		...risky,
		riskLevel: "Medium",
		username: "bob",
		city: "Lagos",
		country: "Nigeria",
	}),
	pageEvent("e3", { day: 18, ...risky, riskLevel: "Low", username: "bob" }),
	pageEvent("e4", { day: 17, type: "PasswordChange", username: "carol", city: "Osaka", country: "Japan" }),
	pageEvent("e5", { day: 16, username: "carol", feedback: { value: "Valid", provider: "Admin" } }),
	pageEvent("e6", { day: 15, ...risky, riskLevel: "High", riskDecision: "Block", response: "Fail" }),
];

/** Many events of 100 users, one minute apart, newest first: from thousands of addresses, a tenth of them risky. */
export function manyEvents(count: number): UserEvent[] {
	const newest = Date.UTC(2026, 10, 20, 12);
	const levels = ["High", "Medium", "Low"] as const;
	const systems = ["Windows 11", "macOS 26", "Android 16", "iOS 26", "Ubuntu"];
	return Array.from({ length: count }, (_, index) => {
		const level = index % 10 === 0 ? levels[(index / 10) % levels.length] : undefined;
		return pageEvent(`event-${index}`, {
			username: `user-${index % 100}`,
			time: new Date(newest - index * 60_000).toISOString().replace(".000Z", "Z"),
			ipAddress: `2001:db8::${((index * 7_919) % 5_000).toString(16)}`,
			device: `Chrome ${120 + (index % 23)}, ${systems[index % systems.length]}`,
			city: `City ${index % 211}`,
			country: `Country ${index % 37}`,
			...(level && { ...risky, riskLevel: level }),
		});
	});
}
