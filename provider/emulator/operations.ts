import { adminListUserAuthEvents } from "./adminListUserAuthEvents";
import { adminUpdateAuthEventFeedback } from "./adminUpdateAuthEventFeedback";
import { describeUserPool } from "./describeUserPool";
import { getLogDeliveryConfiguration } from "./getLogDeliveryConfiguration";
import { listUsers } from "./listUsers";
import type { OperationHandler } from "./operation";

/** The operations that the emulator has. */
export type EmulatorOperation =
	| "AdminListUserAuthEvents"
	| "AdminUpdateAuthEventFeedback"
	| "DescribeUserPool"
	| "GetLogDeliveryConfiguration"
	| "ListUsers";

/** The operations by the name that a request gives. */
export const operations: Readonly<Record<EmulatorOperation, OperationHandler>> = {
	AdminListUserAuthEvents: adminListUserAuthEvents,
	AdminUpdateAuthEventFeedback: adminUpdateAuthEventFeedback,
	DescribeUserPool: describeUserPool,
	GetLogDeliveryConfiguration: getLogDeliveryConfiguration,
	ListUsers: listUsers,
};

export function isOperation(name: string): name is EmulatorOperation {
	return Object.hasOwn(operations, name);
}
