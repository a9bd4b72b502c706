/** What decides, for the package `cognito-feedback`: not for programs, and it may change in any release. */
export {
	defaultRequestsPerSecond,
	endpointSetting,
	profileSetting,
	rateSetting,
	regionSetting,
	type Setting,
	timeoutSetting,
} from "./configuration";
export { createContext } from "./context";
export { describeEvidence } from "./describe";
export { type Evidence, type EvidenceLevel, evidenceLevels, evidenceOf } from "./evidence";
export { evidenceInWords } from "./evidenceInWords";
export { fieldRules } from "./fieldRules";
export { type AuthEventFilter, isTime, listEvents, riskLevels, riskRank, timeOf } from "./listEvents";
export { type LookUpResult, lookUp } from "./lookUp";
export type { Report } from "./report";
