/**
 * A small local Amazon Cognito for the operations on auth events, the list of users and the settings of a pool, for tests and for trying
 * things out. The AWS SDKs, the AWS CLI and boto3 work against it unchanged.
 *
 * @module pulumi-cognito-feedback/emulator
 */
export type {
	EmulatorAddOns,
	EmulatorAttribute,
	EmulatorAuthEvent,
	EmulatorChallengeResponse,
	EmulatorContent,
	EmulatorDate,
	EmulatorEventContext,
	EmulatorEventFeedback,
	EmulatorEventRisk,
	EmulatorLogConfiguration,
	EmulatorRiskConfiguration,
	EmulatorUser,
	EmulatorUserPool,
} from "./content.ts";
export { EmulatorError } from "./error.ts";
export { exampleContent } from "./exampleContent.ts";
export type {
	EmulatorFault,
	EmulatorFaultMoment,
	EmulatorFaultRule,
	EmulatorRequest,
} from "./faults/rule.ts";
export type { EmulatorLogFaults } from "./logs.ts";
export { parseLogFaults } from "./logs.ts";
export type { EmulatorNotice, EmulatorNotification } from "./notification.ts";
export type { EmulatorOperation } from "./operations.ts";
export type { Emulator, EmulatorOptions } from "./start.ts";
export { runEmulator, startEmulator } from "./start.ts";
