import type { EmulatorOptions } from "./start.ts";
import { startEmulator } from "./start.ts";

/**
 * Runs an emulator as a program: prints its address, and ends on Ctrl-C or SIGTERM.
 *
 * @throws Error as {@link startEmulator} does
 */
export async function runEmulator(options: EmulatorOptions = {}): Promise<void> {
	const emulator = await startEmulator(options);
	// The process ends by itself, not by process.exit(), so that writes are completed and piped output is flushed.
	const stop = () => void emulator.close();
	process.once("SIGINT", stop);
	process.once("SIGTERM", stop);
	process.stdout.write(
		`Cognito emulator at ${emulator.endpoint} (AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${emulator.endpoint}); press Ctrl-C to stop it\n`,
	);
}
