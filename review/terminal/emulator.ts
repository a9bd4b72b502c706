import { type Command, InvalidArgumentError } from "commander";
import { type EmulatorLogFaults, parseLogFaults, runEmulator } from "pulumi-cognito-feedback/emulator";
import { port } from "./arguments.ts";
import { UsageError } from "./messages.ts";

interface EmulatorOptions {
	readonly port: number;
	readonly file?: string;
	readonly writeBack: boolean;
	readonly logDir?: string;
	readonly logFaults?: EmulatorLogFaults;
}

export function addEmulator(program: Command): void {
	program
		.command("emulator")
		.description("run a small local Cognito, with example users or your own")
		.option("--port <port>", "TCP port on 127.0.0.1; 0 selects any free port", port, 0)
		.option("--file <path>", "JSON file with user pools, users and auth events")
		.option("--write-back", "save each change to the file", false)
		.option("--log-dir <folder>", "write the events to files in this folder, as Cognito exports them")
		.option(
			"--log-faults <probabilities>",
			"lines of --log-dir that are doubled, lost, late or multiStep, such as doubled=0.1,late=0.2",
			logFaults,
		)
		.action(async (options: EmulatorOptions) => {
			if (options.writeBack && options.file === undefined)
				throw new UsageError("--write-back requires --file");
			if (options.logFaults && options.logDir === undefined)
				throw new UsageError("--log-faults requires --log-dir");
			await runEmulator(options);
		});
}

function logFaults(text: string): EmulatorLogFaults {
	try {
		return parseLogFaults(text);
	} catch (error) {
		throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
	}
}
