import { getProject, getStack, log, runtime } from "@pulumi/pulumi";
import type { Report } from "../lifecycle/report";

/**
 * Reports through Pulumi's engine, so that a warning is shown and counted as one. Pulumi starts a provider's process
 * with the engine's address as its first argument but tells its own logger nothing of it; without an address the
 * logger writes to the standard streams, which Pulumi shows too.
 */
export function engineReport(engineAddress = process.argv[2]): Report {
	if (engineAddress !== undefined) {
		runtime.resetOptions(getProject(), getStack(), -1, engineAddress, "", runtime.isDryRun(), "");
	}
	return {
		info: (message) => void log.info(message),
		warn: (message) => void log.warn(message),
		status: (message) => void log.info(message, undefined, undefined, true),
	};
}
