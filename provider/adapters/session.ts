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

/** Takes what is reported to the person who runs Pulumi. */
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

/** The Region that a resource names for its user pool, such as that of a replica. */
export interface PoolRegion {
	readonly userPoolId: string;
	readonly region: string;
}

/** What all steps share that Pulumi calls in a provider's process: it starts one for each run. */
export class Session {
	/** What is wrong with the configuration. */
	readonly problems: readonly string[];
	readonly words: Words;
	/** The sets of large decisions files. */
	readonly siblings = new Siblings(() => this.#running);
	/** Of all steps. */
	readonly cognito: SessionCognito;
	readonly #report: Reporter;
	readonly #configuration: Configuration;
	readonly #run: Run;
	/** For Regions that resources name, where they are not the ones that are called anyway. */
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
	 * Begins a step of the lifecycle.
	 *
	 * @param urn The resource under which Pulumi shows what it reports.
	 * @param region The Region that the resource names.
	 */
	begin(urn: string | undefined, region?: PoolRegion): Run {
		this.#running++;
		const run = region ? this.#runIn(region) : this.#run;
		if (urn === undefined) return run;
		const report: Run["report"] = (notice) => this.#report.message(noticeMessage(notice, this.words), urn);
		return { ...run, report };
	}

	/** Warns of what a function was called with. */
	warn(text: string): void {
		this.#report.message({ severity: "warn", text });
	}

	/** Ends it: when Pulumi has taken all that it reported, since Pulumi may end the process right after. */
	async end(): Promise<void> {
		this.#running--;
		this.#exitWithoutEngine();
		await this.#report.delivered();
	}

	/** Has no further request begin: the run is cancelled. Those in progress end, and their steps with them. */
	cancel(): void {
		this.siblings.stop();
		this.cognito.cancel();
		for (const { cognito } of this.#regions.values()) cognito.cancel();
	}

	/** Ends the process with the steps in progress: the engine was killed, and no process takes their results any more. */
	engineExited(): void {
		this.#hasEngineExited = true;
		this.cancel();
		this.#exitWithoutEngine();
	}

	/** A provider's process whose engine was killed has to end itself. What it had begun to send it sends to the end. */
	#exitWithoutEngine(): void {
		if (this.#hasEngineExited && this.#running === 0) process.exit(1);
	}
}

/** A status is shown while it lasts, and not kept. */
const severities = { info: LogSeverity.INFO, status: LogSeverity.INFO, warn: LogSeverity.WARNING } as const;
const consoleMethods = { info: "info", status: "info", warn: "warn" } as const;

/**
 * Reports through Pulumi's engine, so that a warning is shown and counted as one.
 *
 * Source: Pulumi's engine protocol, `Engine.Log`.
 */
export class EngineReport implements Reporter {
	readonly #engine: Client | undefined;
	#delivered: Promise<void> = Promise.resolve();

	/**
	 * @param engineAddress Pulumi starts a provider's process with it as the last argument, behind the flags of its logs.
	 *   Without one all goes to the standard streams, which Pulumi shows too.
	 */
	constructor(engineAddress = process.argv.slice(2).at(-1)) {
		if (engineAddress === undefined) return;
		// The engine is on this machine, whatever proxy the environment names.
		const direct = { "grpc.enable_http_proxy": 0 };
		this.#engine = new Client(engineAddress, credentials.createInsecure(), direct);
	}

	/**
	 * Reports a message. They reach the engine one after the other, in order.
	 *
	 * @param urn The resource under which Pulumi shows it.
	 */
	message({ severity, text }: Message, urn = ""): void {
		const message = { severity, text: printableLines(text) };
		this.#delivered = this.#delivered.then(() => this.#log(message, urn));
	}

	/** Resolves once the engine has taken everything reported so far. */
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

/** Pulumi starts a step right after the check or the diff of its resource, also on a busy machine. */
const patienceMs = 10_000;
const pauseMs = 50;

/**
 * The sets that a large decisions file is divided among. Pulumi begins no further step once one has failed, so a set of
 * which a part failed ends only when the others have begun: a decision that fails does not stop those of other sets.
 */
export class Siblings {
	readonly #begun = new Set<string>();
	readonly #expected = new Set<string>();
	readonly #running: () => number;
	#waiting = 0;
	#isStopped = false;

	/** @param running How many steps are in progress, those that wait included. */
	constructor(running: () => number) {
		this.#running = running;
	}

	/** Names sets of a file that Pulumi is about to check. */
	expect(names: Iterable<string>): void {
		for (const name of names) this.#expected.add(name);
	}

	/** Notes that Pulumi has nothing to begin any more for a set. */
	begun(name: string): void {
		this.#begun.add(name);
	}

	/** Ends all waiting: no further request begins. */
	stop(): void {
		this.#isStopped = true;
	}

	/** Waits for the others to begin, as long as any step is in progress: with few steps at once, they cannot all begin. */
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
