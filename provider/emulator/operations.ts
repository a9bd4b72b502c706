import { adminListUserAuthEvents } from "./adminListUserAuthEvents";
import { adminUpdateAuthEventFeedback } from "./adminUpdateAuthEventFeedback";
import type { Operation } from "./operation";

/** The operations that the emulator has. */
export type EmulatorOperation = "AdminListUserAuthEvents" | "AdminUpdateAuthEventFeedback";

/** The operations by the name that a request gives. */
export const operations: Readonly<Record<EmulatorOperation, Operation>> = {
	AdminListUserAuthEvents: adminListUserAuthEvents,
	AdminUpdateAuthEventFeedback: adminUpdateAuthEventFeedback,
};

export function isOperation(name: string): name is EmulatorOperation {
	return Object.hasOwn(operations, name);
}
