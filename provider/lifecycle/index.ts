/** What decides, for the package `cognito-feedback`: not for programs, and it may change in any release. */
export type { Setting } from "./configuration";
export {
	defaultRequestsPerSecond,
	endpointSetting,
	profileSetting,
	rateSetting,
	regionSetting,
	timeoutSetting,
} from "./configuration";
export { createContext } from "./context";
export { describeEvidence } from "./describe";
export type { Evidence, EvidenceLevel } from "./evidence";
export { evidenceLevels, evidenceOf } from "./evidence";
export { evidenceInWords } from "./evidenceInWords";
export { fieldRules } from "./fieldRules";
export type { AuthEventFilter } from "./listEvents";
export { isTime, listEvents, riskLevels, riskRank, timeOf } from "./listEvents";
export type { LookUpResult } from "./lookUp";
export { lookUp } from "./lookUp";
export type { Report } from "./report";
