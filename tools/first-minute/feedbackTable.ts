import { Console } from "node:console";
import { PassThrough } from "node:stream";
import type { EmulatorContent } from "pulumi-cognito-feedback/emulator";

/** The sign-ins of one user that the emulator holds, as a table. */
export function feedbackTable(
	content: EmulatorContent,
	{ userPoolId, username }: { userPoolId: string; username: string },
): string {
	const pool = content.UserPools.find(({ Id }) => Id === userPoolId);
	const events = pool?.Users?.find(({ Username }) => Username === username)?.AuthEvents ?? [];
	const rows = events.map((event) => [
		event.EventId,
		{
			type: event.EventType,
			risk: event.EventRisk?.RiskLevel,
			city: event.EventContextData?.City,
			feedback: event.EventFeedback?.FeedbackValue ?? "",
			by: event.EventFeedback?.Provider ?? "",
		},
	]);
	const text = new PassThrough();
	new Console(text).table(Object.fromEntries(rows));
	return text.read().toString();
}
