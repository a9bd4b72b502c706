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
	EmulatorUser,
	EmulatorUserPool,
} from "./content";
export { EmulatorError } from "./error";
export { exampleContent } from "./exampleContent";
export type { EmulatorFault, EmulatorFaultMoment, EmulatorFaultRule } from "./faults/rule";
export type { EmulatorOperation } from "./operations";
export type { EmulatorRequest } from "./request";
export { runEmulator } from "./run";
export type { Emulator, EmulatorOptions } from "./start";
export { startEmulator } from "./start";
