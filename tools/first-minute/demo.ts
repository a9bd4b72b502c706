import { Console } from "node:console";
import { PassThrough } from "node:stream";
import { styleText } from "node:util";
import type { EmulatorContent } from "pulumi-cognito-feedback/emulator";
import { untilInterrupted } from "../interruption.ts";

/** The first decision of the quickstart's program, from stack configuration. */
export const decision = {
	userPoolId: "eu-central-1_Quickstrt",
	username: "alice",
	eventId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841",
	feedbackValue: "Valid",
};

/** Prints the next step, separated from Pulumi's output. */
export function say(sentence: string): void {
	process.stdout.write(`\n${styleText("bold", `» ${sentence}`)}\n\n`);
}

/** Runs a demonstration until it ends or the user interrupts it. */
export async function demonstrate(demo: (signal: AbortSignal) => Promise<void>): Promise<void> {
	const signal = untilInterrupted();
	try {
		await demo(signal);
	} catch (error) {
		if (signal.aborted) return say("Interrupted. The local Cognito has stopped, and no files are left.");
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	}
}

/** Some of the emulator's sign-ins as a table. */
export function eventTable(
	{ UserPools }: EmulatorContent,
	isShown: (username: string, feedbackProvider: string | undefined) => boolean,
): string {
	const events = UserPools.flatMap(({ Users = [] }) => Users).flatMap(({ Username, AuthEvents = [] }) =>
		AuthEvents.filter(({ EventFeedback }) => isShown(Username, EventFeedback?.Provider)).map((event) => [
			event.EventId,
			{
				user: Username,
				risk: event.EventRisk?.RiskLevel ?? "",
				city: event.EventContextData?.City ?? "",
				feedback: event.EventFeedback?.FeedbackValue ?? "",
				by: event.EventFeedback?.Provider ?? "",
			},
		]),
	);
	const text = new PassThrough();
	new Console(text).table(Object.fromEntries(events));
	return text.read().toString();
}
