import type { EmulatorRequest } from "pulumi-cognito-feedback/emulator";
import { takesEffect } from "#provider/emulator/faults/rule";

/**
 * How often feedback was sent, and taken, that the server held already. What is sent again in the same command because
 * the answer was lost does not count: no one could know.
 *
 * @param before The feedback that the server held in the beginning, by event ID.
 * @param commands The requests of one command after another.
 */
export function countSentTwice(
	before: Readonly<Record<string, string>>,
	commands: readonly (readonly EmulatorRequest[])[],
): number {
	const held = new Map<string, unknown>(Object.entries(before));
	let count = 0;
	for (const requests of commands) {
		const unsure = new Set<string>();
		for (const { operation, input, fault } of requests) {
			const isTaken = fault === undefined || takesEffect(fault);
			if (operation !== "AdminUpdateAuthEventFeedback" || !isTaken) continue;
			const eventId = String(input.EventId);
			if (held.get(eventId) === input.FeedbackValue && !unsure.has(eventId)) count++;
			held.set(eventId, input.FeedbackValue);
			// A slow answer comes in the end.
			if (fault !== undefined && fault.fault !== "slow") unsure.add(eventId);
		}
	}
	return count;
}
