import type { EmulatorAuthEvent, EmulatorContent } from "./content.ts";
import { UserPools as pools } from "./exampleContent.json";

/** The time that the dates of the content are based on. */
const writtenFor = new Date("2026-11-20T12:00:00Z");

/**
 * The built-in content: the user pool `eu-central-1_Quickstrt` with threat protection on, five users, and their auth events of
 * one week. All IDs are fixed, so that examples can name them.
 *
 * @param now the end of that week. Default: 2026-11-20T12:00:00Z, so that programs always print the same dates.
 */
export function exampleContent(now: Date = writtenFor): EmulatorContent {
	const shift = now.getTime() - writtenFor.getTime();
	return {
		UserPools: (structuredClone(pools) as EmulatorContent["UserPools"]).map(({ Users = [], ...pool }) => ({
			...pool,
			Users: Users.map(({ AuthEvents = [], ...user }) => ({
				...user,
				AuthEvents: AuthEvents.map((event) => shifted(event, shift)),
			})),
		})),
	};
}

function shifted(
	{ CreationDate, EventFeedback, ...event }: EmulatorAuthEvent,
	shift: number,
): EmulatorAuthEvent {
	const later = (date: unknown) => new Date(new Date(String(date)).getTime() + shift).toISOString();
	return {
		...event,
		CreationDate: later(CreationDate),
		...(EventFeedback && {
			EventFeedback: { ...EventFeedback, FeedbackDate: later(EventFeedback.FeedbackDate) },
		}),
	};
}
