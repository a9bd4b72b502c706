import { resolve } from "node:path";
import envPaths from "env-paths";
import { ExecaError, execa } from "execa";

/** Part of the names in the cache folder, which may lie in a home that several machines share. */
export const machine = `${process.platform}-${process.arch}`;

/** In milliseconds: generous limits for programs, and the interval of progress reports. */
const usualLimits = { version: 30_000, npm: 5 * 60_000, go: 60 * 60_000, progress: 30_000 };

export interface PulumiCliOptions {
	/** Receives reports of slow and failed steps, line by line. Default: nothing is reported. */
	readonly say?: (line: string) => void;
	/** Default: the environment of this process, in which a CLI is searched for only once. */
	readonly env?: NodeJS.ProcessEnv;
	/** Ends the search: running programs are stopped and unfinished folders removed before the promise rejects. */
	readonly signal?: AbortSignal | undefined;
	readonly limits?: Partial<typeof usualLimits>;
}

export type Search = ReturnType<typeof searchOf>;

export function searchOf({ say = () => {}, env = process.env, signal, limits }: PulumiCliOptions) {
	const chosen = env.PULUMI_COGNITO_FEEDBACK_CACHE;
	const cache = chosen ? resolve(chosen) : envPaths("pulumi-cognito-feedback", { suffix: "" }).cache;
	/** Runs programs, which end with the search, including the processes that they started. */
	const run = execa({
		// A copy, because execa merges only plain objects.
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

/** The message of a failure; for a program, with the last lines of its output. */
export function failureMessage(error: unknown): string {
	if (!(error instanceof ExecaError)) return error instanceof Error ? error.message : String(error);
	const lines = String(error.all).split("\n");
	return [error.shortMessage, ...lines.filter((line) => line.trim()).slice(-12)].join("\n      ");
}
