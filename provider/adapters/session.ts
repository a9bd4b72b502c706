import { connect } from "../cognito/rateLimited";
import type { LifecycleCognito, Run } from "../lifecycle/run";
import { createRun } from "../lifecycle/run";
import type { Configuration } from "./configuration";
import { EngineReport } from "./engineReport";
import type { Message } from "./messages";
import { messageOf } from "./messages";
import type { Words } from "./words";

/** Takes what is reported to whoever runs Pulumi. */
export interface Reporter {
	/** @param urn The resource under which it shows. */
	message(message: Message, urn?: string): void;
	/** Resolves once everything reported so far was taken. */
	delivered(): Promise<void>;
}

/** Cognito, whose requests can be cancelled. */
export interface SessionCognito extends LifecycleCognito {
	/** Has no further request begin. */
	cancel(): void;
}

/** What all steps share that Pulumi calls in a provider's process: it starts one for each run. */
export class Session {
	/** What is wrong with the configuration. */
	readonly problems: readonly string[];
	readonly words: Words;
	/** Of all steps. */
	readonly cognito: SessionCognito;
	readonly #report: Reporter;
	readonly #run: Run;
	#areProblemsReported = false;
	#running = 0;
	#isEngineGone = false;

	constructor(
		configuration: Configuration,
		report: Reporter = new EngineReport(),
		cognito: SessionCognito = connect(configuration),
	) {
		this.problems = configuration.problems;
		this.words = configuration.words;
		this.cognito = cognito;
		this.#report = report;
		this.#run = createRun(configuration, this.cognito, (notice) =>
			report.message(messageOf(notice, this.words)),
		);
	}

	/** Whether anything is wrong with the configuration: then nothing is requested. */
	get hasProblems(): boolean {
		return this.problems.length > 0;
	}

	/** What is wrong with the configuration: for the first resource of a run, since it is the same for each. */
	takeProblems(): readonly string[] {
		if (this.#areProblemsReported) return [];
		this.#areProblemsReported = true;
		return this.problems;
	}

	/**
	 * Runs a step of the lifecycle. It ends when Pulumi has taken all that the step reported, since Pulumi may end the
	 * process right after.
	 */
	async step<T>({ urn }: { readonly urn?: string }, work: (run: Run) => T | Promise<T>): Promise<T> {
		const run: Run = urn
			? {
					...this.#run,
					report: (notice) => this.#report.message(messageOf(notice, this.words), urn),
				}
			: this.#run;
		this.#running++;
		try {
			return await work(run);
		} finally {
			this.#running--;
			this.#endWithoutEngine();
			await this.#report.delivered();
		}
	}

	/** Has no further request begin: the run is cancelled. Those under way end, and their steps with them. */
	cancel(): void {
		this.cognito.cancel();
	}

	/** Ends the process with the steps under way: the engine was killed, and no process takes their results any more. */
	end(): void {
		this.#isEngineGone = true;
		this.cancel();
		this.#endWithoutEngine();
	}

	/** A provider's process whose engine was killed has to end itself. What it had begun to send it sends to the end. */
	#endWithoutEngine(): void {
		if (this.#isEngineGone && this.#running === 0) process.exit(1);
	}
}
