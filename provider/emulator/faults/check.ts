import { isOperation, operations } from "../operations.ts";
import { expectValue, isRecord } from "../values.ts";
import type { EmulatorFaultRule } from "./rule.ts";
import { emulatorFaults } from "./rule.ts";

const fields: readonly string[] = [
	"fault",
	"operation",
	"when",
	"takesEffect",
	"delay",
	"status",
	"location",
] satisfies (keyof EmulatorFaultRule)[];

/** Faults that only reject the request. */
const refusals: readonly unknown[] = [
	"throttled",
	"expiredCredentials",
	"operationNotEnabled",
	"accessDenied",
	"redirect",
];

/**
 * Checks rules at run time, for programs in JavaScript.
 *
 * @throws EmulatorError `InvalidParameterException` that names the first invalid rule and what is expected
 */
export function checkFaultRules(rules: unknown, seed: unknown): asserts rules is EmulatorFaultRule[] {
	expectValue(Array.isArray(rules), "faults", rules, "a list of rules");
	expectValue(Number.isInteger(seed), "faultSeed", seed, "a whole number");
	for (const [index, rule] of rules.entries()) checkRule(rule, `faults[${index}]`);
}

function checkRule(rule: unknown, path: string): void {
	expectValue(isRecord(rule), path, rule, 'a rule such as { fault: "throttled" }');
	for (const [name, value] of Object.entries(rule))
		expectValue(fields.includes(name), `${path}.${name}`, value, `only ${fields.join(", ")}`);
	const { fault, operation, when = "always", takesEffect, delay, status, location } = rule;
	const expectField = (isRight: boolean, name: keyof EmulatorFaultRule, expected: string) =>
		expectValue(isRight, `${path}.${name}`, rule[name], expected);
	const isFault = emulatorFaults.some((known) => known === fault);
	expectField(isFault, "fault", `one of ${emulatorFaults.join(", ")}`);
	const isKnown = operation === undefined || (typeof operation === "string" && isOperation(operation));
	expectField(isKnown, "operation", Object.keys(operations).join(" or "));
	checkMoment(when, `${path}.when`);
	expectField(
		[undefined, true, false].some((each) => each === takesEffect),
		"takesEffect",
		"true or false",
	);
	const mayTakeEffect = takesEffect !== true || !refusals.includes(fault);
	expectField(mayTakeEffect, "takesEffect", `no value or false, because ${fault} rejects the request`);
	if (fault === "slow") expectField(isAmount(delay), "delay", "milliseconds, 0 or more");
	else expectField(delay === undefined, "delay", "only with slow");
	const isStatus = status === undefined || (fault === "proxyError" && (status === 502 || status === 503));
	expectField(isStatus, "status", "502 or 503, with proxyError");
	const isPlace = location === undefined || (fault === "redirect" && isUrl(location));
	expectField(isPlace, "location", "a URL, with redirect");
}

function checkMoment(when: unknown, path: string): void {
	if (when === "always") return;
	const isMoment = isRecord(when) && "probability" in when !== "request" in when;
	expectValue(isMoment, path, when, '"always", { probability } or { request }');
	const { probability, burst, request } = when;
	if (request !== undefined) {
		const isRight = isCount(request) || isList(request) || isRange(request);
		expectValue(isRight, `${path}.request`, request, "a number from 1, a list of them, or { from, to }");
		expectValue(burst === undefined, `${path}.burst`, burst, "only with probability");
		return;
	}
	const isShare = isAmount(probability) && probability <= 1;
	expectValue(isShare, `${path}.probability`, probability, "a number from 0 to 1");
	expectValue(burst === undefined || isCount(burst), `${path}.burst`, burst, "a whole number of at least 1");
}

function isList(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0 && value.every(isCount);
}

function isRange(value: unknown): boolean {
	if (!isRecord(value) || !isCount(value.from)) return false;
	return value.to === undefined || (isCount(value.to) && value.to >= value.from);
}

function isCount(value: unknown): value is number {
	return Number.isInteger(value) && Number(value) >= 1;
}

/** The longest delay of a Node.js timer. */
const longestTimer = 2 ** 31 - 1;

function isAmount(value: unknown): value is number {
	return typeof value === "number" && value >= 0 && value <= longestTimer;
}

function isUrl(value: unknown): boolean {
	return typeof value === "string" && URL.canParse(value);
}
