import { setTimeout as delay } from "node:timers/promises";
import { Client, credentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { regionToCall } from "../cognito/connection.ts";
import { EventCache } from "../cognito/events.ts";
import { printableLines } from "../cognito/printable.ts";
import { connect } from "../cognito/rateLimited.ts";
import type { LifecycleCognito, Run } from "../lifecycle/run.ts";
import type { Configuration, Words } from "./configuration.ts";
import { unusedIn } from "./configuration.ts";
import type { Message } from "./messages.ts";
import { noticeMessage } from "./messages.ts";

/** Reports messages to the person who runs Pulumi. */
export interface Reporter {
	/** @param urn The resource that the message is shown under. */
	message(message: Message, urn?: string): void;
	/** Resolves when all messages so far have been received. */
	delivered(): Promise<void>;
}

/** Cognito, whose requests can be cancelled. */
export interface SessionCognito extends LifecycleCognito {
	/** Stops making requests. */
	cancel(): void;
}

/** The Region that a resource names for its user pool, for example that of a replica. */
export interface PoolRegion {
	readonly userPoolId: string;
	readonly region: string;
}

/** The state shared by all steps in a provider's process, which Pulumi starts for each run. */
export class Session {
	/** The problems of the configuration. */
	readonly problems: readonly string[];
	readonly words: Words;
	/** The sets that large decisions files are divided into. */
	readonly siblings = new Siblings(() => this.#running);
	/** Cognito, for all steps. */
	readonly cognito: SessionCognito;
	readonly #report: Reporter;
	readonly #configuration: Configuration;
	readonly #run: Run;
	/** The runs and connections for Regions that resources name, if they differ from the configuration's. */
	readonly #regions = new Map<string, { readonly run: Run; readonly cognito: SessionCognito }>();
	#areProblemsReported = false;
	#running = 0;
	#hasEngineExited = false;

	constructor(
		configuration: Configuration,
		report: Reporter = new EngineReport(),
		cognito: SessionCognito = connect(configuration),
	) {
		this.problems = configuration.problems;
		this.words = configuration.words;
		this.cognito = cognito;
		this.#report = report;
		this.#configuration = configuration;
		this.#run = this.#runWith(configuration, cognito);
	}

	#runWith(configuration: Configuration, cognito: SessionCognito): Run {
		const { eventLookup, evidence } = configuration;
		return {
			eventLookup,
			evidence,
			cognito,
			events: new EventCache(cognito),
			report: (notice) => this.#report.message(noticeMessage(notice, this.words)),
			deniedPools: new Set(),
			owners: new Map(),
			justRead: new Set(),
			reportedNew: new Set(),
			reported: new Set(),
			...unusedIn(configuration),
		};
	}

	#runIn({ region, userPoolId }: PoolRegion): Run {
		const configuration = this.#configuration;
		if (region === regionToCall(configuration.connection, userPoolId)) return this.#run;
		let found = this.#regions.get(region);
		if (!found) {
			const there = { ...configuration, connection: { ...configuration.connection, region } };
			const cognito = connect(there);
			found = { cognito, run: this.#runWith(there, cognito) };
			this.#regions.set(region, found);
		}
		return found.run;
	}

	/** Whether the configuration has problems. If it does, no request is made. */
	get hasProblems(): boolean {
		return this.problems.length > 0;
	}

	/**
	 * Takes the problems of the configuration, to report them with the first resource of a run only: they are the same for
	 * each.
	 */
	takeProblems(): readonly string[] {
		if (this.#areProblemsReported) return [];
		this.#areProblemsReported = true;
		return this.problems;
	}

	/**
	 * Begins a step of the lifecycle.
	 *
	 * @param urn The resource that Pulumi shows its messages under.
	 * @param region The Region that the resource names.
	 */
	begin(urn: string | undefined, region?: PoolRegion): Run {
		this.#running++;
		const run = region ? this.#runIn(region) : this.#run;
		if (urn === undefined) return run;
		const report: Run["report"] = (notice) => this.#report.message(noticeMessage(notice, this.words), urn);
		return { ...run, report };
	}

	/** Warns about the arguments of a function. */
	warn(text: string): void {
		this.#report.message({ severity: "warn", text });
	}

	/** Ends the step once Pulumi has received all messages, since Pulumi may end the process right after. */
	async end(): Promise<void> {
		this.#running--;
		this.#exitWithoutEngine();
		await this.#report.delivered();
	}

	/** Stops making requests, because the run is cancelled. Requests in progress end, and so do their steps. */
	cancel(): void {
		this.siblings.stop();
		this.cognito.cancel();
		for (const { cognito } of this.#regions.values()) cognito.cancel();
	}

	/** Ends the process and its steps, because the engine was killed and nothing receives their results. */
	engineExited(): void {
		this.#hasEngineExited = true;
		this.cancel();
		this.#exitWithoutEngine();
	}

	/** A provider's process whose engine was killed must end itself. Requests in progress are completed first. */
	#exitWithoutEngine(): void {
		if (this.#hasEngineExited && this.#running === 0) process.exit(1);
	}
}

/** Pulumi shows a status for a while and does not keep it. */
const severities = { info: LogSeverity.INFO, status: LogSeverity.INFO, warn: LogSeverity.WARNING } as const;
const consoleMethods = { info: "info", status: "info", warn: "warn" } as const;

/**
 * Reports through Pulumi's engine, so that it shows and counts warnings.
 *
 * Source: Pulumi's engine protocol, `Engine.Log`.
 */
export class EngineReport implements Reporter {
	readonly #engine: Client | undefined;
	#delivered: Promise<void> = Promise.resolve();

	/**
	 * @param engineAddress The address of the engine: the last argument with which Pulumi starts a provider's process, after
	 *   the logging flags. Without it, messages go to the standard streams, which Pulumi shows too.
	 */
	constructor(engineAddress = process.argv.slice(2).at(-1)) {
		if (engineAddress === undefined) return;
		// The engine runs on this machine, so no proxy of the environment applies.
		const direct = { "grpc.enable_http_proxy": 0 };
		this.#engine = new Client(engineAddress, credentials.createInsecure(), direct);
	}

	/**
	 * Reports a message. The engine receives messages one at a time, in order.
	 *
	 * @param urn The resource that Pulumi shows it under.
	 */
	message({ severity, text }: Message, urn = ""): void {
		const message = { severity, text: printableLines(text) };
		this.#delivered = this.#delivered.then(() => this.#log(message, urn));
	}

	/** Resolves when the engine has received all messages so far. */
	delivered(): Promise<void> {
		return this.#delivered;
	}

	#log({ severity, text }: Message, urn: string): Promise<void> {
		const engine = this.#engine;
		if (!engine) {
			console[consoleMethods[severity]](text);
			return Promise.resolve();
		}
		const { path, requestSerialize, responseDeserialize } = EngineService.log;
		const request = new LogRequest()
			.setSeverity(severities[severity])
			.setMessage(text)
			.setUrn(urn)
			.setEphemeral(severity === "status");
		return new Promise((resolve) => {
			engine.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (failure) => {
				// The engine may have exited.
				if (failure) console[consoleMethods[severity]](text);
				resolve();
			});
		});
	}
}

/**
 * How long to wait for other sets: Pulumi starts a step right after the check or diff of its resource, even on a busy machine.
 */
const patienceMs = 10_000;
const pauseMs = 50;

/**
 * Coordinates the sets of a large decisions file. Once a step has failed, Pulumi starts no further one. So a set with a failed
 * decision ends only after the other sets have started: one failed decision does not stop those of other sets.
 */
export class Siblings {
	readonly #begun = new Set<string>();
	readonly #expected = new Set<string>();
	readonly #running: () => number;
	#waiting = 0;
	#isStopped = false;

	/** @param running Counts the steps in progress, including waiting ones. */
	constructor(running: () => number) {
		this.#running = running;
	}

	/** Registers the sets of a file that Pulumi is about to check. */
	expect(names: Iterable<string>): void {
		for (const name of names) this.#expected.add(name);
	}

	/** Records that Pulumi has started the step of a set, or has none to start. */
	begun(name: string): void {
		this.#begun.add(name);
	}

	/** Ends all waiting, because no further request is made. */
	stop(): void {
		this.#isStopped = true;
	}

	/** Waits until the others have started, or no other step is in progress: with a low `--parallel`, they cannot all start. */
	async othersBegun(patience = patienceMs): Promise<void> {
		this.#waiting++;
		let busy = Date.now();
		while (!this.#isStopped && this.#isMissing() && Date.now() - busy < patience) {
			await delay(pauseMs);
			if (this.#running() > this.#waiting) busy = Date.now();
		}
		this.#waiting--;
	}

	#isMissing(): boolean {
		return [...this.#expected].some((name) => !this.#begun.has(name));
	}
}
