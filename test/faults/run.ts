import { CognitoClient } from "#provider/cognito/client";
import { buildPool, type PoolDecisions, userPoolId } from "../../workbench/pool.ts";
import { membersIn } from "../../workbench/project/state.ts";
import type { Outcome } from "../harness/engine.ts";
import { InProcessStack, type Result } from "../harness/stack.ts";
import { unclear } from "./clarity.ts";
import type { FaultCounts } from "./counts.ts";
import type { FaultKind } from "./kinds.ts";
import { countSentTwice } from "./ledger.ts";
import { type Random, randomOf } from "./random.ts";
import { decisionsFor, faultProgram, type Scenario } from "./scenarios.ts";
import type { FaultSite, FaultSites } from "./sites.ts";

/** The result of one run. */
export interface RunResult extends Pick<FaultCounts, "lost" | "wrong" | "sentTwice"> {
	/** `neither` if the state or the messages were not as expected. */
	readonly ended: "right" | "finished" | "neither";
	readonly problems: readonly string[];
	/** Whether the fault struck. */
	readonly struck: boolean;
}

/** Runs the scenario with the fault and, if that failed, again without it. */
export async function faultRun(
	kind: FaultKind,
	scenario: Scenario,
	seed: number,
	sites: FaultSites,
): Promise<RunResult> {
	const stack = await InProcessStack.create({ content: buildPool(scenario.pool) });
	try {
		const site = kind.site && sites.of(kind.site, stack.emulator.endpoint);
		if (site) stack.configure(site.config);
		return await new FaultRun(kind, scenario, seed, stack, site).run();
	} finally {
		await stack.dispose();
	}
}

class FaultRun {
	readonly #kind: FaultKind;
	readonly #scenario: Scenario;
	readonly #seed: number;
	readonly #stack: InProcessStack;
	readonly #site: FaultSite | undefined;
	readonly #random: Random;
	readonly #results: Result[] = [];
	readonly #problems: string[] = [];

	constructor(
		kind: FaultKind,
		scenario: Scenario,
		seed: number,
		stack: InProcessStack,
		site: FaultSite | undefined,
	) {
		this.#site = site;
		this.#kind = kind;
		this.#scenario = scenario;
		this.#seed = seed;
		this.#stack = stack;
		this.#random = randomOf(seed);
	}

	async run(): Promise<RunResult> {
		const { command, drift, takenBack } = this.#scenario;
		const type = this.#scenario.type(this.#random);
		const { before, after } = decisionsFor(this.#scenario, this.#random);
		const declare = (decisions: PoolDecisions) => this.#stack.program(...faultProgram(type, decisions));
		// A refresh reads decisions that already exist.
		declare(command === "refresh" ? after : before);
		await this.#succeed("up");
		if (drift) await this.#driftFrom(after);
		const heldBefore = this.#stack.feedback();
		this.#results.length = 0;

		declare(after);
		const isRight = await this.#faulty();
		const declared = takenBack && !isRight ? { ...after, ...before } : after;
		declare(declared);
		if (!isRight) await this.#succeed(command);
		if (command === "refresh") this.#expectSeen();
		if (command !== "up") await this.#succeed("up");
		this.#expectWhole(declared);
		await this.#expectQuiet();

		const commands = this.#results.map(({ requests }) => requests);
		return {
			ended: this.#problems.length > 0 ? "neither" : isRight ? "right" : "finished",
			lost: this.#lost(),
			wrong: this.#wrong(declared),
			sentTwice: countSentTwice(heldBefore, commands),
			problems: this.#problems,
			struck: this.#site?.struck ?? commands.flat().some(({ fault }) => fault),
		};
	}

	/** Runs the command with the fault. Returns whether it succeeded. */
	async #faulty(): Promise<boolean> {
		const { requestTimeout } = this.#kind;
		const rules = this.#kind.rules(this.#random, this.#scenario.operation(this.#random));
		this.#stack.emulator.inject(rules, this.#seed);
		this.#site?.strike(this.#random);
		const outcome = await this.#run(this.#scenario.command, requestTimeout);
		this.#stack.emulator.inject([]);
		this.#site?.strike(undefined);
		this.#problems.push(...outcome.errors.flatMap((error) => unclear(error) ?? []));
		return outcome.errors.length === 0 && !saysNothingWasSeen(outcome);
	}

	async #succeed(command: Scenario["command"]): Promise<void> {
		const outcome = await this.#run(command);
		const errors = saysNothingWasSeen(outcome) ? outcome.warnings : outcome.errors;
		if (errors.length > 0) this.#problems.push(`${command} failed without a fault: ${errors.join("; ")}`);
	}

	async #run(command: Scenario["command"], requestTimeout?: number): Promise<Result> {
		const result = await this.#stack.run(command, requestTimeout === undefined ? {} : { requestTimeout });
		this.#results.push(result);
		return result;
	}

	/** Gives other feedback on some of the events, as another administrator. */
	async #driftFrom(decisions: PoolDecisions): Promise<void> {
		const { endpoint } = this.#stack.emulator;
		const someone = new CognitoClient({ endpoint, requestTimeout: 30 });
		for (const [eventId, { username, feedbackValue }] of Object.entries(decisions)) {
			if (this.#random.chance(0.5)) continue;
			const other = feedbackValue === "Valid" ? "Invalid" : "Valid";
			await someone.submitFeedback({ userPoolId, username, eventId, feedbackValue: other });
		}
	}

	#lost(): number {
		const held = this.#stack.feedback();
		return Object.entries(this.#stack.decisions()).filter(([eventId, value]) => held[eventId] !== value)
			.length;
	}

	/** Feedback that was not declared counts as wrong too. */
	#wrong(declared: PoolDecisions): number {
		const held = this.#stack.feedback();
		return [...new Set([...Object.keys(declared), ...Object.keys(held)])].filter(
			(eventId) => held[eventId] !== declared[eventId]?.feedbackValue,
		).length;
	}

	/** A successful refresh has read the feedback that others gave. */
	#expectSeen(): void {
		const lost = this.#lost();
		if (lost > 0) this.#problems.push(`refresh came through and did not see ${lost} changes`);
	}

	/** Expects that state has all decisions as declared, with their evidence. */
	#expectWhole(declared: PoolDecisions): void {
		const inState = this.#stack.decisions();
		const missing = Object.entries(declared).filter(
			([id, { feedbackValue }]) => inState[id] !== feedbackValue,
		);
		if (missing.length > 0) this.#problems.push(`${missing.length} decisions are not in state as declared`);
		const stored = [...this.#stack.state.values()].flatMap(({ type, outputs }) =>
			type === "set" ? Object.values(membersIn(outputs.decisions)) : [outputs],
		);
		const blank = stored.filter(({ event }) => event === undefined).length;
		if (blank > 0) this.#problems.push(`${blank} decisions have no evidence, and nothing was said`);
	}

	/** Expects that another run has nothing to do. */
	async #expectQuiet(): Promise<void> {
		await this.#succeed("up");
		const count = this.#results.at(-1)?.requests.length ?? 0;
		if (count > 0) this.#problems.push(`one more \`up\` made ${count} requests`);
	}
}

/** Without the permission to list events, commands continue with a warning, and look nothing up. */
function saysNothingWasSeen({ warnings }: Outcome): boolean {
	return warnings.some((warning) => warning.includes("drift is not detected"));
}
