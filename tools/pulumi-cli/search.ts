import { resolve } from "node:path";
import envPaths from "env-paths";
import { ExecaError, execa } from "execa";

/** Part of the names in the cache folder, which may lie in a home that several machines share. */
export const machine = `${process.platform}-${process.arch}`;

/** In milliseconds: how long programs may take, which is ample, and how often progress is reported. */
const usualLimits = { version: 30_000, npm: 5 * 60_000, go: 60 * 60_000, progress: 30_000 };

export interface PulumiCliOptions {
	/** Receives, line by line, what takes long and what fails on the way. Default: nothing is reported. */
	readonly say?: (line: string) => void;
	/** Default: the environment of this process, in which a CLI is looked for only once. */
	readonly env?: NodeJS.ProcessEnv;
	/** Ends the search: running programs are stopped and unfinished folders removed before the promise rejects. */
	readonly signal?: AbortSignal | undefined;
	readonly limits?: Partial<typeof usualLimits>;
}

export type Search = ReturnType<typeof searchOf>;

export function searchOf({ say = () => {}, env = process.env, signal, limits }: PulumiCliOptions) {
	const chosen = env.PULUMI_COGNITO_FEEDBACK_CACHE;
	const cache = chosen ? resolve(chosen) : envPaths("pulumi-cognito-feedback", { suffix: "" }).cache;
	/** Runs programs, which end with all that they started when the search does. */
	const run = execa({
		// A copy, since execa merges plain objects only.
		...{ env: { ...env }, extendEnv: false, stdin: "ignore", all: true },
		...(signal && { cancelSignal: signal }),
		...{ killDescendants: true, forceKillAfterDelay: 2000 },
	});
	return { say, env, signal, limits: { ...usualLimits, ...limits }, cache, run };
}

export interface WhyNot {
	readonly why: string;
}

export function isWhyNot(found: object): found is WhyNot {
	return "why" in found;
}

/** What failed; of a program, with the last lines that it printed. */
export function failureMessage(error: unknown): string {
	if (!(error instanceof ExecaError)) return error instanceof Error ? error.message : String(error);
	const lines = String(error.all).split("\n");
	return [error.shortMessage, ...lines.filter((line) => line.trim()).slice(-12)].join("\n      ");
}
