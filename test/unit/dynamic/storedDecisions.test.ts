import { expect } from "chai";
import fc from "fast-check";
import {
	parseDecisions,
	restoreSet,
	storeDecisions,
	storeFailure,
	storeSet,
} from "#provider/dynamic/storedDecisions";
import { PartialFailure } from "#provider/lifecycle/partialFailure";
import { buildMember, buildMembers, buildSet } from "../../support/buildSet.ts";

/** What the check gets of decisions that a program declares. */
function roundTrip(decisions: unknown): unknown {
	const stored = storeDecisions(decisions);
	expect(stored).to.be.a("string");
	return parseDecisions(stored);
}

class Output {
	readonly apply = "like Pulumi's";
}

describe("decisions in one string", () => {
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
		const read = roundTrip(decisions);
		expect(Object.entries(Object(read))).to.deep.equal([
			["__proto__", buildMember()],
			["e1", buildMember()],
		]);
		expect(Object.getPrototypeOf(read)).to.equal(Object.prototype);
	});

	it("may be objects without a prototype", () => {
		const decisions = Object.assign(Object.create(null), { e1: buildMember() });
		expect(roundTrip(decisions)).to.deep.equal({ e1: buildMember() });
	});

	it("lose fields that are `undefined`, as if they were not given", () => {
		expect(roundTrip({ e1: { ...buildMember(), note: undefined } })).to.deep.equal({ e1: buildMember() });
	});
});

describe("decisions that are not put in a string", () => {
	for (const [what, value] of [
		["a promise", Promise.resolve("alice")],
		["an output", new Output()],
		["an array", ["alice"]],
		["a function", () => "alice"],
		["a date", new Date(0)],
		["a map", new Map()],
		["a number that JSON has no word for", 1n],
	] as const) {
		it(`have ${what} in them, at any depth`, () => {
			for (const decisions of [
				value,
				{ e1: buildMember(), e2: value },
				{ e1: buildMember({ username: value }) },
				{ e1: buildMember({ deeper: { still: value } }) },
			])
				expect(storeDecisions(decisions)).to.equal(decisions);
		});
	}

	it("are none at all", () => {
		expect(storeDecisions(undefined)).to.equal(undefined);
	});
});

describe("the properties of a set", () => {
	const decisions = buildMembers(2, { note: 'a "quoted"\nline' });
	const [asMap, asString] = [buildSet(decisions), buildSet(JSON.stringify(decisions))];

	it("have a map of decisions for the lifecycle, however they are stored", () => {
		expect(restoreSet(asString)).to.deep.equal(asMap);
		expect(restoreSet(asMap)).to.deep.equal(asMap);
	});

	it("are stored in the form in which they came", () => {
		expect(storeSet(asMap, asString)).to.deep.equal(asString);
		expect(storeSet(asMap, asMap)).to.equal(asMap);
	});

	it("have no decisions where a step gives none, as of a set that is gone", () => {
		expect(Object.keys(storeSet({}, asString))).to.deep.equal([]);
	});

	it("leave a text that holds no decisions to the check", () => {
		for (const text of ["{oops", "", "6a1c"]) expect(restoreSet(buildSet(text)).decisions).to.equal(text);
	});

	it("are stored likewise where a step failed in part, with its message and reasons", () => {
		const failure = new PartialFailure("1 of 2 failed.", "id", asMap, ["event e2: no"]);
		const stored = storeFailure(failure, asString);
		expect(stored).to.be.instanceOf(PartialFailure);
		const { message, id, properties, reasons } = stored as PartialFailure;
		expect({ message, id, properties, reasons }).to.deep.equal({
			message: "1 of 2 failed.",
			id: "id",
			properties: asString,
			reasons: ["1 of 2 failed.", "event e2: no"],
		});
	});

	it("leave any other error as it is", () => {
		const error = new Error("other");
		expect(storeFailure(error, asString)).to.equal(error);
	});
});
