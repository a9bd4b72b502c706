/** The emulator as a program: `npm run emulator -- --file cognito.json --write-back`. */
import { parseArgs } from "node:util";
import { printable } from "../cognito/printable.ts";
import type { EmulatorOptions } from "./index.ts";
import { parseLogFaults, runEmulator } from "./index.ts";

const usage = `Usage: npm run emulator -- [--file PATH] [--write-back] [--port N] [--log-dir DIR]

A small local Amazon Cognito for AdminGetUser, AdminListUserAuthEvents, AdminUpdateAuthEventFeedback,
DescribeRiskConfiguration, DescribeUserPool, GetLogDeliveryConfiguration, ListUsers and UpdateAuthEventFeedback.

  --file PATH    a JSON file with user pools, users and auth events; without it, a built-in example
  --write-back   save each change to the file
  --port N       TCP port on 127.0.0.1; default 0, any free one
  --log-dir DIR  write the events into files of this folder, as Cognito exports them
  --log-faults doubled=0.1,lost=0.1,late=0.1,multiStep=1
                 the probabilities of what happens to the lines of --log-dir
  --help         this text
`;

/** Arguments that make no sense: exit code 2, where everything else that fails has 1. */
class UsageError extends Error {}

function optionsOf(args: readonly string[]): EmulatorOptions | "help" {
	const options = parsed(args);
	const { file, port = "0", help = false, "write-back": writeBack = false } = options;
	const { "log-dir": logDir, "log-faults": logFaults } = options;
	if (help) {
		return "help";
	}
	if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
		throw new UsageError(`--port ${port}: expected a whole number from 0 to 65535`);
	}
	if (writeBack && file === undefined) {
		throw new UsageError("--write-back requires --file");
	}
	if (logFaults !== undefined && logDir === undefined) {
		throw new UsageError("--log-faults requires --log-dir");
	}
	return {
		port: Number(port),
		writeBack,
		...(file !== undefined && { file }),
		...(logDir !== undefined && { logDir }),
		...(logFaults !== undefined && { logFaults: logFaultsOf(logFaults) }),
	};
}

function logFaultsOf(text: string) {
	try {
		return parseLogFaults(text);
	} catch (error) {
		throw new UsageError(`--log-faults ${text}: ${error instanceof Error ? error.message : String(error)}`);
	}
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				file: { type: "string" },
				port: { type: "string" },
				"write-back": { type: "boolean" },
				"log-dir": { type: "string" },
				"log-faults": { type: "string" },
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
