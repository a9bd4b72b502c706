import { getProject, getStack, log, runtime } from "@pulumi/pulumi";
import { printableLines } from "../cognito/printable";
import type { Report } from "../lifecycle/report";

/** Reports through Pulumi's engine, so that a warning is shown and counted as one. */
export class EngineReport implements Report {
	#delivered: Promise<unknown> = Promise.resolve();

	/**
	 * @param engineAddress Pulumi starts a provider's process with it as the first argument, but tells its own logger
	 *   nothing of it. Without one the logger writes to the standard streams, which Pulumi shows too.
	 */
	constructor(engineAddress = process.argv[2]) {
		if (engineAddress === undefined) return;
		runtime.resetOptions(getProject(), getStack(), -1, engineAddress, "", runtime.isDryRun(), "");
	}

	info(message: string): void {
		this.#deliver(log.info(printableLines(message)));
	}

	warn(message: string): void {
		this.#deliver(log.warn(printableLines(message)));
	}

	status(message: string): void {
		this.#deliver(log.info(printableLines(message), undefined, undefined, true));
	}

	/** Resolves once the engine has taken everything reported so far. */
	async delivered(): Promise<void> {
		await this.#delivered;
	}

	#deliver(sent: Promise<void>): void {
		this.#delivered = Promise.allSettled([this.#delivered, sent]);
	}
}
