import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../../node_modules/cognito-feedback/dist/main.js", import.meta.url));

export interface ReviewingOptions {
	readonly args: readonly string[];
	readonly signal: AbortSignal;
	/** Called after each Save, and waited for before the next. */
	readonly onSaved: () => Promise<void>;
}

/** Runs `cognito-feedback review` as a user would, until the signal comes. What it prints is printed. */
export async function reviewing({ args, signal, onSaved }: ReviewingOptions): Promise<void> {
	const child = spawn(process.execPath, [command, "review", ...args], {
		// The emulator takes any credentials; these keep the reader's own out of it.
		env: {
			...process.env,
			AWS_ACCESS_KEY_ID: "local",
			AWS_SECRET_ACCESS_KEY: "local",
			AWS_SESSION_TOKEN: "",
			AWS_PROFILE: "",
		},
		stdio: ["ignore", "pipe", "inherit"],
		// A process group of its own: Ctrl-C in a terminal reaches it once, through the signal.
		detached: true,
	});
	const closed = once(child, "close");
	const stop = () => child.kill("SIGINT");
	signal.addEventListener("abort", stop);
	try {
		for await (const line of createInterface({ input: child.stdout })) {
			process.stdout.write(`${line}\n`);
			if (line.startsWith("Saved: ") && !signal.aborted) await onSaved();
		}
		await closed;
		signal.throwIfAborted();
		throw new Error(`cognito-feedback review ended by itself, with ${endOf(child)}.`);
	} finally {
		signal.removeEventListener("abort", stop);
		if (child.exitCode === null) child.kill();
	}
}

function endOf({ exitCode, signalCode }: ChildProcess): string {
	return exitCode === null ? `${signalCode}` : `exit code ${exitCode}`;
}
