import { Console } from "node:console";
import { PassThrough } from "node:stream";
import type { EmulatorContent } from "pulumi-cognito-feedback/emulator";

/** The answers of administrators that the emulator holds, as a table. */
export function answersTable({ UserPools }: EmulatorContent): string {
	const rows = UserPools.flatMap(({ Users = [] }) => Users)
		.flatMap(({ Username, AuthEvents = [] }) => AuthEvents.map((event) => ({ Username, ...event })))
		.filter(({ EventFeedback }) => EventFeedback?.Provider === "Admin")
		.map(({ EventId, Username, EventRisk, EventContextData, EventFeedback }) => [
			EventId,
			{
				user: Username,
				risk: EventRisk?.RiskLevel ?? "",
				city: EventContextData?.City ?? "",
				feedback: EventFeedback?.FeedbackValue ?? "",
			},
		]);
	const text = new PassThrough();
	new Console(text).table(Object.fromEntries(rows));
	return text.read().toString();
}
