import { isOperation, operations } from "../operations.ts";
import { isRecord, wrongValue } from "../values.ts";
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
	if (!Array.isArray(rules)) throw wrongValue("faults", rules, "a list of rules");
	if (!Number.isInteger(seed)) throw wrongValue("faultSeed", seed, "a whole number");
	for (const [index, rule] of rules.entries()) checkRule(rule, `faults[${index}]`);
}

function checkRule(rule: unknown, path: string): void {
	if (!isRecord(rule)) throw wrongValue(path, rule, 'a rule such as { fault: "throttled" }');
	const unknown = Object.keys(rule).find((name) => !fields.includes(name));
	if (unknown !== undefined)
		throw wrongValue(`${path}.${unknown}`, rule[unknown], `only ${fields.join(", ")}`);
	const { fault, operation, when = "always", takesEffect, delay, status, location } = rule;
	if (!emulatorFaults.some((known) => known === fault)) {
		throw wrongValue(`${path}.fault`, fault, `one of ${emulatorFaults.join(", ")}`);
	}
	if (operation !== undefined && !(typeof operation === "string" && isOperation(operation))) {
		throw wrongValue(`${path}.operation`, operation, Object.keys(operations).join(" or "));
	}
	checkMoment(when, `${path}.when`);
	if (takesEffect !== undefined && typeof takesEffect !== "boolean") {
		throw wrongValue(`${path}.takesEffect`, takesEffect, "true or false");
	}
	if (takesEffect === true && refusals.includes(fault)) {
		throw wrongValue(
			`${path}.takesEffect`,
			takesEffect,
			`no value or false, because ${fault} rejects the request`,
		);
	}
	if (fault === "slow" ? !isAmount(delay) : delay !== undefined) {
		throw wrongValue(`${path}.delay`, delay, fault === "slow" ? "milliseconds, 0 or more" : "only with slow");
	}
	if (status !== undefined && (fault !== "proxyError" || (status !== 502 && status !== 503))) {
		throw wrongValue(`${path}.status`, status, "502 or 503, with proxyError");
	}
	if (location !== undefined && (fault !== "redirect" || !isUrl(location))) {
		throw wrongValue(`${path}.location`, location, "a URL, with redirect");
	}
}

function checkMoment(when: unknown, path: string): void {
	if (when === "always") return;
	if (!isRecord(when) || "probability" in when === "request" in when) {
		throw wrongValue(path, when, '"always", { probability } or { request }');
	}
	const { probability, burst, request } = when;
	if (request !== undefined) {
		checkNumbers(request, `${path}.request`);
		if (burst !== undefined) throw wrongValue(`${path}.burst`, burst, "only with probability");
		return;
	}
	if (!isAmount(probability) || probability > 1) {
		throw wrongValue(`${path}.probability`, probability, "a number from 0 to 1");
	}
	if (burst !== undefined && !isCount(burst)) {
		throw wrongValue(`${path}.burst`, burst, "a whole number of at least 1");
	}
}

function checkNumbers(request: unknown, path: string): void {
	const isRange =
		isRecord(request) &&
		isCount(request.from) &&
		(request.to === undefined || (isCount(request.to) && request.to >= request.from));
	const isList = Array.isArray(request) && request.length > 0 && request.every(isCount);
	if (!isCount(request) && !isList && !isRange) {
		throw wrongValue(path, request, "a number from 1, a list of them, or { from, to }");
	}
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
