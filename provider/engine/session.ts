import type { Access } from "../cognito/connect";
import { connect } from "../cognito/connect";
import type { PacedFeedbackService } from "../cognito/pacedFeedbackService";
import type { Configuration } from "../lifecycle/configuration";
import type { Context } from "../lifecycle/context";
import { createContext } from "../lifecycle/context";
import { EngineReport } from "./engineReport";

/** What all steps share that Pulumi calls in a provider's process: it starts one for each run. */
export class Session {
	readonly #service: PacedFeedbackService;
	readonly #report: EngineReport;
	readonly #context: Context;
	#running = 0;
	#isEngineGone = false;

	constructor(configuration: Configuration & Access, report = new EngineReport()) {
		this.#service = connect(configuration);
		this.#report = report;
		this.#context = createContext(configuration, this.#service, report);
	}

	/**
	 * Runs a step of the lifecycle. It ends when Pulumi has taken all that the step reported, since Pulumi may end the
	 * process right after.
	 *
	 * @param urn The resource that the step is for, where the front end knows it.
	 */
	async run<T>(step: (context: Context) => T | Promise<T>, urn?: string): Promise<T> {
		const context = urn === undefined ? this.#context : { ...this.#context, report: this.#report.about(urn) };
		this.#running++;
		try {
			return await step(context);
		} finally {
			this.#running--;
			this.#endWithoutEngine();
			await this.#report.delivered();
		}
	}

	/** Has no further request begin: the run is cancelled. Those under way end, and their steps with them. */
	cancel(): void {
		this.#service.stop();
	}

	/** Ends the process with the steps under way: the engine was killed, and nobody takes their results any more. */
	end(): void {
		this.#isEngineGone = true;
		this.cancel();
		this.#endWithoutEngine();
	}

	/** Nobody else ends a provider's process whose engine was killed. What it had begun to send it sends to the end. */
	#endWithoutEngine(): void {
		if (this.#isEngineGone && this.#running === 0) process.exit(1);
	}
}
