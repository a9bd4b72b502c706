import { expect } from "chai";
import { EmulatorError } from "#provider/emulator/error";
import { checkFaultRules } from "#provider/emulator/faults/check";
import { emulatorFaults } from "#provider/emulator/faults/rule";

describe("emulator: the rules of faults", () => {
	const right: readonly unknown[] = [
		...emulatorFaults.map((fault) => ({ fault, ...(fault === "slow" && { delay: 10 }) })),
		...["reset", "silence", "internalError", "proxyError"].map((fault) => ({ fault, takesEffect: true })),
		{ fault: "throttled", takesEffect: false, operation: "AdminListUserAuthEvents" },
		{ fault: "throttled", when: "always" },
		{ fault: "throttled", when: { probability: 0 } },
		{ fault: "throttled", when: { probability: 1, burst: 3 } },
		{ fault: "throttled", when: { request: 1 } },
		{ fault: "throttled", when: { request: [1, 5] } },
		{ fault: "throttled", when: { request: { from: 2 } } },
		{ fault: "throttled", when: { request: { from: 2, to: 2 } } },
		{ fault: "proxyError", status: 503 },
		{ fault: "redirect", location: "https://proxy.example.com/" },
		{ fault: "slow", delay: 0, takesEffect: false },
	];
	for (const rule of right) {
		it(`may be ${JSON.stringify(rule)}`, () => {
			expect(() => checkFaultRules([rule], 1)).not.to.throw();
		});
	}

	for (const [rule, message] of [
		[7, 'faults[0]: expected a rule such as { fault: "throttled" }; found 7.'],
		[{}, /^faults\[0\]\.fault: expected one of throttled, .*accessDenied; found undefined\.$/],
		[{ fault: "throttle" }, /^faults\[0\]\.fault: expected one of .*; found "throttle"\.$/],
		[{ fault: "reset", probability: 1 }, /^faults\[0\]\.probability: expected only fault, .*; found 1\.$/],
		[
			{ fault: "reset", operation: "ListGroups" },
			'faults[0].operation: expected AdminGetUser or AdminListUserAuthEvents or AdminUpdateAuthEventFeedback or DescribeRiskConfiguration or DescribeUserPool or GetLogDeliveryConfiguration or ListUsers or UpdateAuthEventFeedback; found "ListGroups".',
		],
		[{ fault: "reset", operation: "__proto__" }, /^faults\[0\]\.operation: /],
		[
			{ fault: "reset", when: "sometimes" },
			'faults[0].when: expected "always", { probability } or { request }; found "sometimes".',
		],
		[{ fault: "reset", when: {} }, /^faults\[0\]\.when: /],
		[{ fault: "reset", when: { probability: 1, request: 1 } }, /^faults\[0\]\.when: /],
		[
			{ fault: "reset", when: { probability: 1.1 } },
			"faults[0].when.probability: expected a number from 0 to 1; found 1.1.",
		],
		[{ fault: "reset", when: { probability: Number.NaN } }, /^faults\[0\]\.when\.probability: /],
		[{ fault: "reset", when: { probability: 1, burst: 0 } }, /^faults\[0\]\.when\.burst: .* found 0\.$/],
		[{ fault: "reset", when: { request: 1, burst: 2 } }, /^faults\[0\]\.when\.burst: expected only with/],
		[
			{ fault: "reset", when: { request: 0 } },
			"faults[0].when.request: expected a number from 1, a list of them, or { from, to }; found 0.",
		],
		[{ fault: "reset", when: { request: [] } }, /^faults\[0\]\.when\.request: /],
		[{ fault: "reset", when: { request: [1, 1.5] } }, /^faults\[0\]\.when\.request: /],
		[{ fault: "reset", when: { request: { from: 3, to: 2 } } }, /^faults\[0\]\.when\.request: /],
		[{ fault: "reset", takesEffect: "yes" }, 'faults[0].takesEffect: expected true or false; found "yes".'],
		[
			{ fault: "throttled", takesEffect: true },
			"faults[0].takesEffect: expected no value or false, because throttled rejects the request; found true.",
		],
		[{ fault: "slow" }, "faults[0].delay: expected milliseconds, 0 or more; found undefined."],
		[{ fault: "slow", delay: -1 }, /^faults\[0\]\.delay: /],
		[{ fault: "slow", delay: 2 ** 31 }, /^faults\[0\]\.delay: /],
		[{ fault: "reset", delay: 1 }, "faults[0].delay: expected only with slow; found 1."],
		[{ fault: "proxyError", status: 504 }, /^faults\[0\]\.status: expected 502 or 503, with proxyError/],
		[{ fault: "reset", status: 502 }, /^faults\[0\]\.status: /],
		[{ fault: "redirect", location: "elsewhere" }, /^faults\[0\]\.location: expected a URL, with redirect/],
		[{ fault: "reset", location: "https://a.example/" }, /^faults\[0\]\.location: /],
	] as const) {
		it(`may not be ${JSON.stringify(rule)}`, () => {
			expect(() => checkFaultRules([rule], 1))
				.to.throw(EmulatorError, message)
				.with.property("code", "InvalidParameterException");
		});
	}

	it("must be a list, with a whole number as the seed", () => {
		expect(() => checkFaultRules({ fault: "reset" }, 1)).to.throw("faults: expected a list of rules");
		expect(() => checkFaultRules([], 0.5)).to.throw("faultSeed: expected a whole number; found 0.5.");
	});

	it("are named by their place in errors", () => {
		expect(() => checkFaultRules([{ fault: "reset" }, { fault: "none" }], 1)).to.throw("faults[1].fault");
	});
});
