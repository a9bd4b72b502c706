import type { Command } from "commander";
import { runEmulator } from "pulumi-cognito-feedback/emulator";
import { port } from "./arguments.ts";
import { UsageError } from "./fail.ts";

interface EmulatorOptions {
	readonly port: number;
	readonly file?: string;
	readonly writeBack: boolean;
}

export function addEmulator(program: Command): void {
	program
		.command("emulator")
		.description("run a small local Cognito, with example users or your own")
		.option("--port <port>", "TCP port on 127.0.0.1; 0 selects any free port", port, 0)
		.option("--file <path>", "JSON file with user pools, users and auth events")
		.option("--write-back", "save each change to the file", false)
		.action(async ({ port, file, writeBack }: EmulatorOptions) => {
			if (writeBack && file === undefined) throw new UsageError("--write-back requires --file");
			await runEmulator({ port, writeBack, ...(file !== undefined && { file }) });
		});
}
