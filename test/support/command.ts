import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-cognito-feedback/emulator";
import { removeStores } from "#review/store/index";
import { closedAfterEach } from "./closedAfterEach.ts";
import { stackTrace } from "./story.ts";

const installed = fileURLToPath(new URL("../../node_modules/.bin/cognito-feedback", import.meta.url));

/** The result of a run of `cognito-feedback`. */
export interface CommandRun {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

export interface CommandOptions {
	readonly cwd?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** The content of standard input. */
	readonly input?: string;
}

/** Starts the installed `cognito-feedback`, with credentials for an emulator. */
export function startCommand(
	args: readonly string[],
	{ cwd, env }: CommandOptions = {},
): ChildProcessByStdio<Writable, Readable, Readable> {
	const clean = Object.entries(process.env).filter(([name]) => !/^(AWS_|FORCE_COLOR|NO_COLOR)/.test(name));
	return spawn(process.execPath, [installed, ...args], {
		cwd,
		env: {
			...Object.fromEntries(clean),
			AWS_ACCESS_KEY_ID: "test",
			AWS_SECRET_ACCESS_KEY: "test",
			AWS_EC2_METADATA_DISABLED: "true",
			AWS_CONFIG_FILE: "/nowhere/config",
			AWS_SHARED_CREDENTIALS_FILE: "/nowhere/credentials",
			...env,
		},
		stdio: ["pipe", "pipe", "pipe"],
	});
}

/** Runs `cognito-feedback` to its end. Its output must never contain a stack trace. */
export async function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<CommandRun> {
	const child = startCommand(args, options);
	let [out, err] = ["", ""];
	child.stdout.setEncoding("utf8").on("data", (data) => (out += data));
	child.stderr.setEncoding("utf8").on("data", (data) => (err += data));
	// The command may end without reading its input.
	child.stdin.on("error", () => {});
	child.stdin.end(options.input ?? "");
	const [code] = await once(child, "close");
	expect(err).not.to.match(stackTrace);
	return { code, out, err };
}

/**
 * For a `describe`: starts emulators, and closes them after each test. The stores of their events are removed, because a later
 * emulator may get the same port, and a store belongs to an address.
 */
export function commandEmulators(): (options?: EmulatorOptions) => Promise<Emulator> {
	const closed = closedAfterEach();
	afterEach(() => void removeStores());
	return async (options) => closed(await startEmulator(options));
}
