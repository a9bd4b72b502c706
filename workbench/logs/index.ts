/** User pools of any size, as the lines that Cognito exports: seeded, with attacks, and with what really happened. */
export { generateSignIns, type LogOptions, type Scenario, scenarios } from "./generate.ts";
export {
	generatedPool,
	type LineCounts,
	type LineFaults,
	type LineOptions,
	LineWriter,
	messageOf,
} from "./lines.ts";
export type { Answer, Level, SignIn, Story } from "./signIn.ts";
export { type Packing, type WriteOptions, writeLogs } from "./write.ts";
