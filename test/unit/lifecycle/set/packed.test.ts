import { expect } from "chai";
import fc from "fast-check";
import { packDecisions, unpackDecisions } from "#provider/lifecycle/set/packed";
import { buildMember, buildMembers } from "../../../support/buildSet.ts";

/** What the check gets of packed decisions. */
function roundTrip(decisions: unknown): unknown {
	const packed = packDecisions(decisions);
	expect(packed, "packed").not.to.equal(undefined);
	return unpackDecisions({ userPoolId: "p", ...packed }).decisions;
}

class Output {
	readonly apply = "like Pulumi's";
}

describe("packed decisions", () => {
	it("come back as they were, beside the other inputs", () => {
		const decisions = buildMembers(3, { note: 'a "quoted"\nline' });
		expect(unpackDecisions({ userPoolId: "p", __label: "l", ...packDecisions(decisions) })).to.deep.equal({
			userPoolId: "p",
			__label: "l",
			decisions,
		});
	});

	it("come back whatever plain values they are", () => {
		const text = fc.string({ unit: "binary" });
		const field = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
		fc.assert(
			fc.property(fc.dictionary(text, fc.dictionary(text, field)), (decisions) => {
				expect(JSON.stringify(roundTrip(decisions))).to.equal(JSON.stringify(decisions));
			}),
		);
	});

	it("keep the order of their keys", () => {
		const decisions = { zebra: buildMember(), apple: buildMember(), mango: buildMember() };
		expect(Object.keys(Object(roundTrip(decisions)))).to.deep.equal(["zebra", "apple", "mango"]);
	});

	it("keep an event with the ID `__proto__`", () => {
		const decisions = Object.fromEntries([
			["__proto__", buildMember()],
			["e1", buildMember()],
		]);
		const unpacked = roundTrip(decisions);
		expect(Object.entries(Object(unpacked))).to.deep.equal([
			["__proto__", buildMember()],
			["e1", buildMember()],
		]);
		expect(Object.getPrototypeOf(unpacked)).to.equal(Object.prototype);
	});

	it("may be objects without a prototype", () => {
		const decisions = Object.assign(Object.create(null), { e1: buildMember() });
		expect(roundTrip(decisions)).to.deep.equal({ e1: buildMember() });
	});

	it("lose fields that are `undefined`, as if they were not given", () => {
		expect(roundTrip({ e1: { ...buildMember(), note: undefined } })).to.deep.equal({ e1: buildMember() });
	});
});

describe("decisions that are not packed", () => {
	for (const [what, value] of [
		["a promise", Promise.resolve("alice")],
		["an output", new Output()],
		["an array", ["alice"]],
		["a function", () => "alice"],
		["a date", new Date(0)],
		["a map", new Map()],
	] as const) {
		it(`are ${what}, at any depth`, () => {
			expect(packDecisions(value)).to.equal(undefined);
			expect(packDecisions({ e1: buildMember(), e2: value })).to.equal(undefined);
			expect(packDecisions({ e1: buildMember({ username: value }) })).to.equal(undefined);
			expect(packDecisions({ e1: buildMember({ deeper: { still: value } }) })).to.equal(undefined);
		});
	}

	it("are those with a number that JSON has no word for, nor fail on it", () => {
		expect(() => packDecisions({ e1: buildMember({ note: 1n }) })).not.to.throw();
	});

	it("pass through the check's unpacking as they are", () => {
		const inputs = { userPoolId: "p", decisions: buildMembers(2) };
		expect(unpackDecisions(inputs)).to.equal(inputs);
	});
});
