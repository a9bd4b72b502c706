import type { EmulatorOperation } from "../operations.ts";
import { checkFaultRules } from "./check.ts";
import { seededRandom } from "./random.ts";
import type { EmulatorFaultMoment, EmulatorFaultRule } from "./rule.ts";

/** Decides, request by request in order, whether the one with this number fails. */
type Strikes = (request: number) => boolean;

interface PlannedRule {
	readonly rule: EmulatorFaultRule;
	readonly strikes: Strikes;
	/** The number of requests so far that the rule applies to. */
	count: number;
}

/** The rules for faults, and the number of requests that each has counted. */
export class FaultPlan {
	readonly #rules: readonly PlannedRule[];

	/** @throws EmulatorError `InvalidParameterException` that names the rule and what is wrong with it */
	constructor(rules: readonly EmulatorFaultRule[], seed = 1) {
		checkFaultRules(rules, seed);
		// Each rule has its own random numbers, so that adding one does not change when the others strike.
		this.#rules = rules.map((rule, index) => ({
			rule,
			strikes: strikesAt(rule.when ?? "always", seededRandom(seed + index * 0x9e3779b9)),
			count: 0,
		}));
	}

	/** Finds the rule whose fault the next request gets. All rules for its operation count it. */
	strike(operation: EmulatorOperation): EmulatorFaultRule | undefined {
		const striking = this.#rules
			.filter(({ rule }) => rule.operation === undefined || rule.operation === operation)
			.filter((planned) => planned.strikes(++planned.count));
		return striking[0]?.rule;
	}
}

function strikesAt(moment: EmulatorFaultMoment, random: () => number): Strikes {
	if (moment === "always") return () => true;
	if ("probability" in moment) return inBursts(moment.probability, moment.burst ?? 1, random);
	const { request } = moment;
	if (typeof request === "number") return (number) => number === request;
	if ("from" in request) {
		const { from, to = Number.POSITIVE_INFINITY } = request;
		return (number) => number >= from && number <= to;
	}
	const numbers = new Set(request);
	return (number) => numbers.has(number);
}

function inBursts(probability: number, burst: number, random: () => number): Strikes {
	let left = 0;
	return () => {
		if (left === 0 && random() < probability) left = burst;
		if (left === 0) return false;
		left--;
		return true;
	};
}
