/** The emulator as a program: `npm run emulator -- --file cognito.json --write-back`. */
import { parseArgs } from "node:util";
import { printable } from "../cognito/printable.ts";
import type { EmulatorOptions } from "./index.ts";
import { runEmulator } from "./index.ts";

const usage = `Usage: npm run emulator -- [--file PATH] [--write-back] [--port N]

A small local Amazon Cognito for AdminListUserAuthEvents, AdminUpdateAuthEventFeedback, DescribeRiskConfiguration,
DescribeUserPool, GetLogDeliveryConfiguration and ListUsers.

  --file PATH    a JSON file with user pools, users and auth events; without it, a built-in example
  --write-back   save each change to the file
  --port N       TCP port on 127.0.0.1; default 0, any free one
  --help         this text
`;

/** Arguments that make no sense: exit code 2, where everything else that fails has 1. */
class UsageError extends Error {}

function optionsOf(args: readonly string[]): EmulatorOptions | "help" {
	const { file, port = "0", help = false, "write-back": writeBack = false } = parsed(args);
	if (help) {
		return "help";
	}
	if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
		throw new UsageError(`--port ${port}: expected a whole number from 0 to 65535`);
	}
	if (writeBack && file === undefined) {
		throw new UsageError("--write-back requires --file");
	}
	return { port: Number(port), writeBack, ...(file !== undefined && { file }) };
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				file: { type: "string" },
				port: { type: "string" },
				"write-back": { type: "boolean" },
				help: { type: "boolean", short: "h" },
			},
		}).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

async function main(args: readonly string[]): Promise<void> {
	const options = optionsOf(args);
	if (options === "help") {
		process.stdout.write(usage);
		return;
	}
	await runEmulator(options);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	const message = error instanceof Error ? error.message : String(error);
	const more = error instanceof UsageError ? " (see --help)" : "";
	// It may quote a file.
	process.stderr.write(`emulator: ${printable(message)}${more}\n`);
	process.exitCode = error instanceof UsageError ? 2 : 1;
});
