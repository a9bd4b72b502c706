import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A running script of package.json. */
export interface RunningScript {
	readonly process: ChildProcess;
	/** All output so far, of both streams. */
	output(): string;
	/** Resolves when the output matches. */
	printed(pattern: RegExp): Promise<RegExpMatchArray>;
	/** Resolves with the exit code. */
	readonly exit: Promise<number | null>;
}

/**
 * Runs a script of package.json like npm, without the build before it, because other tests use the built files.
 *
 * @param args The arguments after `--`.
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
				// Stops all other waiting.
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
