import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A script of package.json while it runs. */
export interface RunningScript {
	readonly process: ChildProcess;
	/** Everything it has printed so far, to both streams. */
	output(): string;
	/** Resolves once what it printed fits. */
	printed(pattern: RegExp): Promise<RegExpMatchArray>;
	/** Resolves with the exit code. */
	readonly exit: Promise<number | null>;
}

/**
 * Runs a script of package.json as npm does, without the build that npm runs before: other tests use what it makes.
 *
 * @param args What would stand after `--`.
 */
export function runScript(
	name: string,
	env: NodeJS.ProcessEnv = {},
	...args: readonly string[]
): RunningScript {
	const { scripts } = JSON.parse(readFileSync(`${repository}package.json`, "utf8"));
	const child = spawn(["exec", scripts[name], ...args].join(" "), {
		cwd: repository,
		env: { ...process.env, ...env },
		shell: true,
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
	return {
		process: child,
		output: () => output,
		exit: once(child, "close").then(([code]) => code),
		printed: async (pattern) => {
			for (;;) {
				const match = output.match(pattern);
				if (match) return match;
				if (child.exitCode !== null) throw new Error(`${name} ended without printing ${pattern}:\n${output}`);
				const waiting = new AbortController();
				const { signal } = waiting;
				await Promise.race([
					once(child.stdout, "data", { signal }),
					once(child.stderr, "data", { signal }),
					once(child, "close", { signal }),
				]);
				// What else was waited for is waited for no more.
				waiting.abort();
			}
		},
	};
}

/** Whether a server listens at an address. */
export async function isServed(url: string): Promise<boolean> {
	return fetch(url).then(
		() => true,
		() => false,
	);
}
