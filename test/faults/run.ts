import { type Emulator, type EmulatorRequest, startEmulator } from "pulumi-cognito-feedback/emulator";
import { CognitoClient } from "#provider/cognito/client";
import { membersIn } from "../../tools/pulumi-project/state.ts";
import { buildPool, type Decisions, userPoolId } from "../../tools/workbench/pool.ts";
import { type Declared, MiniEngine, type Outcome } from "../harness/engine.ts";
import type { Properties } from "../harness/providerProcess.ts";
import { feedbackIn } from "../support/cognitoContent.ts";
import { unclear } from "./clarity.ts";
import type { FaultCounts } from "./counts.ts";
import type { Kind } from "./kinds.ts";
import { countSentTwice, type Held } from "./ledger.ts";
import { type Random, randomOf } from "./random.ts";
import { decisionsFor, programOf, type Scenario } from "./scenarios.ts";

/** What came of one run. */
export interface RunResult extends Pick<FaultCounts, "lost" | "wrong" | "sentTwice"> {
	/** `neither` where what it left, or what it said, is not as it should be. */
	readonly ended: "right" | "finished" | "neither";
	readonly problems: readonly string[];
	/** Whether the fault struck at all. */
	readonly struck: boolean;
}

/** Does what the scenario says, first with the fault, then, if that failed, without it. */
export async function faultRun(kind: Kind, scenario: Scenario, seed: number): Promise<RunResult> {
	const emulator = await startEmulator({ content: buildPool(scenario.pool) });
	try {
		return await new FaultRun(kind, scenario, seed, emulator).run();
	} finally {
		await emulator.close();
	}
}

class FaultRun {
	readonly #kind: Kind;
	readonly #scenario: Scenario;
	readonly #seed: number;
	readonly #emulator: Emulator;
	readonly #random: Random;
	readonly #engine = new MiniEngine();
	readonly #commands: EmulatorRequest[][] = [];
	readonly #problems: string[] = [];

	constructor(kind: Kind, scenario: Scenario, seed: number, emulator: Emulator) {
		this.#kind = kind;
		this.#scenario = scenario;
		this.#seed = seed;
		this.#emulator = emulator;
		this.#random = randomOf(seed);
	}

	async run(): Promise<RunResult> {
		const { command, drift, takenBack } = this.#scenario;
		const type = this.#scenario.type(this.#random);
		const { before, after } = decisionsFor(this.#scenario, this.#random);
		// A refresh is of what is there already.
		await this.#succeed("up", programOf(type, command === "refresh" ? after : before));
		if (drift) await this.#driftFrom(after);
		const heldBefore = this.#held();
		this.#commands.length = 0;

		const isRight = await this.#faulty(programOf(type, after));
		const declared = takenBack && !isRight ? { ...after, ...before } : after;
		const program = programOf(type, declared);
		if (!isRight) await this.#succeed(command, program);
		if (command === "refresh") this.#expectSeen();
		if (command !== "up") await this.#succeed("up", program);
		this.#expectWhole(declared);
		await this.#expectQuiet(program);

		const sentTwice = countSentTwice(heldBefore, this.#commands);
		const ended = this.#problems.length > 0 ? "neither" : isRight ? "right" : "finished";
		const struck = this.#emulator.requests.some(({ fault }) => fault);
		return {
			ended,
			lost: this.#lost(),
			wrong: this.#wrong(declared),
			sentTwice,
			problems: this.#problems,
			struck,
		};
	}

	/** Runs the command with the fault; whether it came through. */
	async #faulty(program: readonly Declared[]): Promise<boolean> {
		const { requestTimeout } = this.#kind;
		const rules = this.#kind.rules(this.#random, this.#scenario.operation(this.#random));
		this.#emulator.inject(rules, this.#seed);
		const outcome = await this.#run(this.#scenario.command, program, requestTimeout);
		this.#emulator.inject([]);
		this.#problems.push(...outcome.errors.flatMap((error) => unclear(error) ?? []));
		return outcome.errors.length === 0 && !saysNothingWasSeen(outcome);
	}

	async #succeed(command: Scenario["command"], program: readonly Declared[]): Promise<void> {
		const outcome = await this.#run(command, program);
		const errors = saysNothingWasSeen(outcome) ? outcome.warnings : outcome.errors;
		if (errors.length > 0) this.#problems.push(`${command} failed without a fault: ${errors.join("; ")}`);
	}

	async #run(
		command: Scenario["command"],
		program: readonly Declared[],
		requestTimeout?: number,
	): Promise<Outcome> {
		const from = this.#emulator.requests.length;
		const options = { endpoint: this.#emulator.endpoint, ...(requestTimeout && { requestTimeout }) };
		const outcome =
			command === "refresh"
				? await this.#engine.refresh(options)
				: await this.#engine[command](program, options);
		this.#commands.push(this.#emulator.requests.slice(from));
		return outcome;
	}

	/** Somebody else answers some of the events otherwise. */
	async #driftFrom(decisions: Decisions): Promise<void> {
		const { endpoint } = this.#emulator;
		const someone = new CognitoClient({ endpoint, requestTimeout: 30 });
		for (const [eventId, { username, feedbackValue }] of Object.entries(decisions)) {
			if (this.#random.chance(0.5)) continue;
			const other = feedbackValue === "Valid" ? "Invalid" : "Valid";
			await someone.submitFeedback({ userPoolId, username, eventId, feedbackValue: other });
		}
	}

	#held(): Held {
		return feedbackIn(this.#emulator.content());
	}

	/** The decisions in state, whatever holds them. */
	#stored(): readonly Properties[] {
		return [...this.#engine.state.values()].flatMap(({ type, outputs }): readonly Properties[] =>
			type === "set"
				? Object.entries(membersIn(outputs.decisions)).map(([eventId, member]) => ({ ...member, eventId }))
				: [outputs],
		);
	}

	/** What state claims, by event ID. */
	#claimed(): Held {
		return Object.fromEntries(this.#stored().map(({ eventId, feedbackValue }) => [eventId, feedbackValue]));
	}

	#lost(): number {
		const held = this.#held();
		return Object.entries(this.#claimed()).filter(([eventId, value]) => held[eventId] !== value).length;
	}

	/** What nobody declared counts too. */
	#wrong(declared: Decisions): number {
		const held = this.#held();
		return [...new Set([...Object.keys(declared), ...Object.keys(held)])].filter(
			(eventId) => held[eventId] !== declared[eventId]?.feedbackValue,
		).length;
	}

	/** A refresh that came through has seen what others answered. */
	#expectSeen(): void {
		const lost = this.#lost();
		if (lost > 0) this.#problems.push(`refresh came through and did not see ${lost} changes`);
	}

	/** State has all decisions as declared, with what was known of their events. */
	#expectWhole(declared: Decisions): void {
		const claimed = this.#claimed();
		const missing = Object.entries(declared).filter(
			([id, { feedbackValue }]) => claimed[id] !== feedbackValue,
		);
		if (missing.length > 0) this.#problems.push(`${missing.length} decisions are not in state as declared`);
		const blank = this.#stored().filter(({ event }) => event === undefined).length;
		if (blank > 0) this.#problems.push(`${blank} decisions have no evidence, and nothing was said`);
	}

	/** Once more, and nothing is left to do. */
	async #expectQuiet(program: readonly Declared[]): Promise<void> {
		await this.#succeed("up", program);
		const count = this.#commands.at(-1)?.length ?? 0;
		if (count > 0) this.#problems.push(`one more \`up\` made ${count} requests`);
	}
}

/** Without the permission to list, commands go on with a warning: nothing was looked up. */
function saysNothingWasSeen({ warnings }: Outcome): boolean {
	return warnings.some((warning) => warning.includes("drift is not seen"));
}
