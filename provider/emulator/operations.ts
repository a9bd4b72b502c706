import { adminListUserAuthEvents } from "./adminListUserAuthEvents";
import { adminUpdateAuthEventFeedback } from "./adminUpdateAuthEventFeedback";
import type { Operation } from "./operation";

/** The operations that the emulator has, by the name that a request gives. */
export const operations: Readonly<Record<string, Operation>> = {
	AdminListUserAuthEvents: adminListUserAuthEvents,
	AdminUpdateAuthEventFeedback: adminUpdateAuthEventFeedback,
};
