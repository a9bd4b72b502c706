import { makeReport, type Report } from "#review/report/report";
import { generateSignIns } from "../../workbench/logs/index.ts";
import { reportInput } from "./reportInput.ts";
import { openPool, poolEvent } from "./reportPool.ts";

const nothing = { compromisedCredentials: "none", alwaysAllow: [], alwaysBlock: [] } as const;

/** A report in which no section is empty: of a generated pool with feedback, a sample and two configurations. */
export async function exampleReport(): Promise<Report> {
	const events = [...generateSignIns({ events: 9_000, scenario: "fades", users: 300, days: 120 })];
	using pool = await openPool(events.map(poolEvent));
	const drawn = events.filter((_, index) => index % 60 === 0).map(({ eventId }) => eventId);
	const decisions = events
		.filter(({ eventId }, index) => drawn.includes(eventId) && index % 7 > 0)
		.map(
			({ eventId, wasUser }) => [eventId, { feedbackValue: wasUser ? "Valid" : "Invalid" } as const] as const,
		);
	return await makeReport(
		pool,
		reportInput({
			userPoolId: "eu-central-1_Generated",
			decisions: new Map(decisions),
			samples: [
				{
					...{ drawn: "2026-11-19T08:00:00Z", source: "logs", population: events.length, size: drawn.length },
					...{ seed: 1, blind: true, events: drawn },
				},
			],
			configurations: [
				{
					name: "current",
					clients: {},
					pool: { ...nothing, low: "none", medium: "mfaIfConfigured", high: "mfaRequired" },
				},
				{
					name: "strict.yaml",
					clients: {},
					pool: { ...nothing, low: "mfaIfConfigured", medium: "mfaRequired", high: "block" },
				},
			],
		}),
	);
}
