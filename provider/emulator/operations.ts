import { adminListUserAuthEvents } from "./adminListUserAuthEvents.ts";
import { adminUpdateAuthEventFeedback } from "./adminUpdateAuthEventFeedback.ts";
import { describeRiskConfiguration } from "./describeRiskConfiguration.ts";
import { describeUserPool } from "./describeUserPool.ts";
import { getLogDeliveryConfiguration } from "./getLogDeliveryConfiguration.ts";
import { listUsers } from "./listUsers.ts";
import type { OperationHandler } from "./operation.ts";

/** The operations that the emulator has. */
export type EmulatorOperation =
	| "AdminListUserAuthEvents"
	| "AdminUpdateAuthEventFeedback"
	| "DescribeRiskConfiguration"
	| "DescribeUserPool"
	| "GetLogDeliveryConfiguration"
	| "ListUsers";

/** The operations by the name that a request gives. */
export const operations: Readonly<Record<EmulatorOperation, OperationHandler>> = {
	AdminListUserAuthEvents: adminListUserAuthEvents,
	AdminUpdateAuthEventFeedback: adminUpdateAuthEventFeedback,
	DescribeRiskConfiguration: describeRiskConfiguration,
	DescribeUserPool: describeUserPool,
	GetLogDeliveryConfiguration: getLogDeliveryConfiguration,
	ListUsers: listUsers,
};

export function isOperation(name: string): name is EmulatorOperation {
	return Object.hasOwn(operations, name);
}
