import { expect } from "chai";
import type { EmulatorFaultRule, EmulatorRequest } from "pulumi-cognito-feedback/emulator";
import { countSentTwice } from "../../faults/ledger.ts";

function write(EventId: string, FeedbackValue: string, fault?: EmulatorFaultRule): EmulatorRequest {
	return {
		operation: "AdminUpdateAuthEventFeedback",
		input: { EventId, FeedbackValue },
		...(fault && { fault }),
	};
}

const lost: EmulatorFaultRule = { fault: "reset", takesEffect: true };
const refused: EmulatorFaultRule = { fault: "throttled" };

describe("runs with faults: what was sent twice", () => {
	for (const [title, before, commands, expected] of [
		["is nothing where each value is sent once", {}, [[write("a", "Valid"), write("b", "Valid")]], 0],
		["is nothing where a value changes", { a: "Valid" }, [[write("a", "Invalid")], [write("a", "Valid")]], 0],
		["is what the server held before", { a: "Valid" }, [[write("a", "Valid")]], 1],
		["is what is sent again, in the same command", {}, [[write("a", "Valid"), write("a", "Valid")]], 1],
		["is what is sent again, in the next command", {}, [[write("a", "Valid")], [write("a", "Valid")]], 1],
		["is not what was refused", {}, [[write("a", "Valid", refused), write("a", "Valid")]], 0],
		["is not what is refused", { a: "Valid" }, [[write("a", "Valid", refused)]], 0],
		[
			"is not what is sent again because the response was lost",
			{},
			[[write("a", "Valid", lost), write("a", "Valid", lost), write("a", "Valid")]],
			0,
		],
		[
			"is what was lost, and is sent by the next command",
			{},
			[[write("a", "Valid", lost)], [write("a", "Valid")]],
			1,
		],
		[
			"is what is sent again after a response that was only slow",
			{},
			[[write("a", "Valid", { fault: "slow", delay: 1 }), write("a", "Valid")]],
			1,
		],
		["is no listing", {}, [[{ operation: "AdminListUserAuthEvents", input: {} }]], 0],
	] as const) {
		it(title, () => {
			expect(countSentTwice(before, commands)).to.equal(expected);
		});
	}
});
