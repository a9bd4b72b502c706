import { adminListUserAuthEvents } from "./adminListUserAuthEvents.ts";
import { adminUpdateAuthEventFeedback, updateAuthEventFeedback } from "./feedback.ts";
import type { OperationHandler } from "./operation.ts";
import { describeRiskConfiguration, describeUserPool, getLogDeliveryConfiguration } from "./poolSettings.ts";
import { adminGetUser, listUsers } from "./users.ts";

/** The operations that the emulator supports. */
export type EmulatorOperation =
	| "AdminGetUser"
	| "AdminListUserAuthEvents"
	| "AdminUpdateAuthEventFeedback"
	| "DescribeRiskConfiguration"
	| "DescribeUserPool"
	| "GetLogDeliveryConfiguration"
	| "ListUsers"
	| "UpdateAuthEventFeedback";

/** The operations by the name in a request. */
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

/** Whether an operation needs no credentials, for example because a token authorizes it. */
export function isUnsigned(name: EmulatorOperation): boolean {
	return name === "UpdateAuthEventFeedback";
}

export function isOperation(name: string): name is EmulatorOperation {
	return Object.hasOwn(operations, name);
}
