import { adminListUserAuthEvents } from "./adminListUserAuthEvents.ts";
import { adminUpdateAuthEventFeedback, updateAuthEventFeedback } from "./feedback.ts";
import type { OperationHandler } from "./operation.ts";
import { describeRiskConfiguration, describeUserPool, getLogDeliveryConfiguration } from "./poolSettings.ts";
import { adminGetUser, listUsers } from "./users.ts";

/** The operations that the emulator has. */
export type EmulatorOperation =
	| "AdminGetUser"
	| "AdminListUserAuthEvents"
	| "AdminUpdateAuthEventFeedback"
	| "DescribeRiskConfiguration"
	| "DescribeUserPool"
	| "GetLogDeliveryConfiguration"
	| "ListUsers"
	| "UpdateAuthEventFeedback";

/** The operations by the name that a request gives. */
export const operations: Readonly<Record<EmulatorOperation, OperationHandler>> = {
	AdminGetUser: adminGetUser,
	AdminListUserAuthEvents: adminListUserAuthEvents,
	AdminUpdateAuthEventFeedback: adminUpdateAuthEventFeedback,
	DescribeRiskConfiguration: describeRiskConfiguration,
	DescribeUserPool: describeUserPool,
	GetLogDeliveryConfiguration: getLogDeliveryConfiguration,
	ListUsers: listUsers,
	UpdateAuthEventFeedback: updateAuthEventFeedback,
};

/** Whether an operation is called without credentials, such as one that a token authorizes. */
export function isUnsigned(name: EmulatorOperation): boolean {
	return name === "UpdateAuthEventFeedback";
}

export function isOperation(name: string): name is EmulatorOperation {
	return Object.hasOwn(operations, name);
}
