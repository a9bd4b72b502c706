import type { EmulatorRequest } from "pulumi-cognito-feedback/emulator";
import { takesEffect } from "#provider/emulator/faults/rule";

/**
 * Counts feedback that was sent and accepted although the server already held it. A retry in the same command after a lost
 * response does not count, because the client could not know.
 *
 * @param before The feedback that the server held at the start, by event ID.
 * @param commands The requests of each command, in order.
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
			// A slow response arrives eventually.
			if (fault !== undefined && fault.fault !== "slow") unsure.add(eventId);
		}
	}
	return count;
}
