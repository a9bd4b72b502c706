/**
 * Generates user pools of any size as the lines that Cognito exports: from a seed, with attacks, and with the truth about each
 * event.
 */
export { generateSignIns, type LogOptions, type Scenario, scenarios } from "./generate.ts";
export {
	generatedPool,
	type LineCounts,
	type LineFaults,
	type LineOptions,
	LineWriter,
	messageOf,
} from "./lines.ts";
export type { Feedback, Level, SignIn, Story } from "./signIn.ts";
export { type Packing, type WriteOptions, writeLogs } from "./write.ts";
