import type { EmulatorOperation } from "pulumi-cognito-feedback/emulator";
import { decide, type PoolDecisions, type PoolSize, userPoolId } from "../../workbench/pool.ts";
import type { ResourceType } from "../harness/providerProcess.ts";
import { type Declaration, setOf, single } from "../support/program.ts";
import type { Random } from "./random.ts";

/** The scenario of a run, during which the fault lasts. */
export interface Scenario {
	readonly name: string;
	readonly command: "up" | "preview" | "refresh";
	readonly pool: PoolSize;
	/** How decisions are declared. */
	type(random: Random): ResourceType;
	/** The operation that fails; `undefined` for both. */
	operation(random: Random): EmulatorOperation | undefined;
	/** Whether feedback was changed elsewhere before. */
	readonly drift?: boolean;
	/** Whether the program reverts the changes after they failed. */
	readonly takenBack?: boolean;
}

const few: PoolSize = { users: 2, eventsPerUser: 8 };
/** Histories with two pages each. */
const pages: PoolSize = { users: 2, eventsPerUser: 62 };

const eitherType = (random: Random) => random.oneOf<ResourceType>(["single", "set"]);
const writesOrAll = (random: Random) =>
	random.oneOf<EmulatorOperation | undefined>(["AdminUpdateAuthEventFeedback", undefined]);
const lists = (): EmulatorOperation => "AdminListUserAuthEvents";

export const scenarios: readonly Scenario[] = [
	{ name: "singles", command: "up", pool: few, type: () => "single", operation: writesOrAll },
	{ name: "a set", command: "up", pool: few, type: () => "set", operation: writesOrAll },
	{
		name: "taken back",
		command: "up",
		pool: few,
		type: eitherType,
		operation: () => "AdminUpdateAuthEventFeedback",
		takenBack: true,
	},
	{ name: "look-ups", command: "preview", pool: pages, type: eitherType, operation: lists },
	{ name: "refresh", command: "refresh", pool: pages, type: eitherType, operation: lists, drift: true },
];

export const decisionsOfRun = 8;

/** The decisions of a run: first some, then more of them and some with other values. */
export function decisionsFor(
	{ pool }: Scenario,
	random: Random,
): { before: PoolDecisions; after: PoolDecisions } {
	const all = Object.entries(decide(pool, decisionsOfRun, "Valid"));
	const before = Object.fromEntries(all.slice(0, random.whole(0, decisionsOfRun - 2)));
	const after = all.map(
		([id, decision]) =>
			[id, { ...decision, feedbackValue: random.oneOf(["Valid", "Invalid"] as const) }] as const,
	);
	return { before, after: Object.fromEntries(after) };
}

/** A program that declares decisions. */
export function faultProgram(type: ResourceType, decisions: PoolDecisions): Declaration[] {
	if (type === "set") return [setOf("reviewed", { userPoolId, decisions })];
	return Object.entries(decisions).map(([eventId, decision]) =>
		single(`decision ${eventId}`, { userPoolId, eventId, ...decision }),
	);
}
