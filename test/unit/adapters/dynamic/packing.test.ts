import { expect } from "chai";
import fc from "fast-check";
import {
	isLarge,
	pack,
	packDecisions,
	packOutputs,
	unpack,
	unpackEvidence,
} from "#provider/adapters/dynamic/packing";
import { anyEvidence } from "../../../support/anyEvidence.ts";
import { codePoint } from "../../../support/anyText.ts";
import { buildDecision, unknownValue } from "../../../support/buildDecision.ts";
import { buildMember, buildMembers, buildSet } from "../../../support/buildSet.ts";

const format = { __format: 1 };

/** The decisions that the provider receives for those of a program. */
function roundTrip(decisions: unknown): unknown {
	const packed = packDecisions(decisions);
	expect(packed).to.be.a("string");
	return unpack({ decisions: packed }).decisions;
}

class Output {
	readonly apply = "like Pulumi's";
}

describe("decisions in one string", () => {
	it("are restored, whatever plain values they contain", () => {
		const text = fc.string({ unit: codePoint });
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

	it("are large from several thousand", () => {
		expect(isLarge({ decisions: packDecisions(buildMembers(10_000)) })).to.equal(true);
		expect(isLarge({ decisions: packDecisions(buildMembers(100)) })).to.equal(false);
		for (const none of [{}, undefined, true, [], null]) expect(isLarge(none)).to.equal(false);
	});

	it("may contain an event with the ID `__proto__`", () => {
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

	it("lose fields that are `undefined`, as if they were missing", () => {
		expect(roundTrip({ e1: { ...buildMember(), note: undefined } })).to.deep.equal({ e1: buildMember() });
	});
});

describe("decisions that are not stored as a string", () => {
	for (const [what, value] of [
		["a promise", Promise.resolve("alice")],
		["an output", new Output()],
		["an array", ["alice"]],
		["a function", () => "alice"],
		["a date", new Date(0)],
		["a map", new Map()],
		["a number that JSON has no word for", 1n],
	] as const) {
		it(`contain ${what}, at any depth`, () => {
			for (const decisions of [
				value,
				{ e1: buildMember(), e2: value },
				{ e1: buildMember({ username: value }) },
				{ e1: buildMember({ deeper: { still: value } }) },
			])
				expect(packDecisions(decisions)).to.equal(decisions);
		});
	}

	it("may be missing", () => {
		expect(packDecisions(undefined)).to.equal(undefined);
	});
});

describe("the properties of a set", () => {
	const decisions = buildMembers(2, { note: 'a "quoted"\nline' });
	const [asMap, asString] = [buildSet(decisions), buildSet(JSON.stringify(decisions))];

	it("have a map of decisions for the steps, in whatever form they are stored", () => {
		expect(unpack(asString)).to.deep.equal(asMap);
		expect(unpack(asMap)).to.deep.equal(asMap);
	});

	it("are stored in the form in which they arrived", () => {
		expect(pack(asMap, asString)).to.deep.equal({ ...asString, ...format });
		expect(pack(asMap, asMap)).to.deep.equal({ ...asMap, ...format });
	});

	it("leave a text without decisions to the check", () => {
		for (const text of ["{oops", "", "6a1c"]) expect(unpack(buildSet(text)).decisions).to.equal(text);
	});

	it("leave unknown decisions to Pulumi", () => {
		const unknown = buildSet(unknownValue);
		expect(unpack(unknown)).to.deep.equal(unknown);
		expect(pack(unknown, unknown)).to.deep.equal({ ...unknown, ...format });
	});
});

describe("the properties of a single decision", () => {
	it("are restored with any evidence, which state keeps in one string", () => {
		fc.assert(
			fc.property(anyEvidence, (event) => {
				const values = { ...buildDecision({ note: "{}" }), event };
				const packed = pack(values, {});
				expect(packed.event).to.be.a("string");
				expect(unpack(packed)).to.deep.equal({ ...values, ...format });
			}),
		);
	});

	it("are restored from outputs too, which keep evidence in one line and give the same JSON again", () => {
		fc.assert(
			fc.property(anyEvidence, (event) => {
				const values = { ...buildDecision({ note: "{}" }), event };
				const packed = packOutputs(values, format);
				expect(packed.event).to.be.a("string");
				const { event: read, ...others } = unpack(packed);
				expect({ event: read, ...others }).to.deep.equal({ ...values, __format: 2 });
				expect(JSON.stringify(read)).to.equal(JSON.stringify(event));
			}),
		);
	});

	it("keep evidence as JSON in outputs that already have it and are only read", () => {
		const values = { ...buildDecision(), event: { type: "SignIn" } };
		const packed = pack(values, {});
		expect(packOutputs(values, packed, packed)).to.deep.equal(packed);
		const line = { ...values, __format: 2, event: "SignIn" };
		expect(packOutputs(values, line, line)).to.deep.equal(line);
	});

	it("provide evidence to a program from either form", () => {
		const event = { type: "SignIn", device: "Chrome 141; {x}" };
		for (const stored of [JSON.stringify(event), packOutputs({ event }, {}).event, event])
			expect(unpackEvidence(stored)).to.deep.equal(event);
		for (const stored of ["{}", ""]) expect(unpackEvidence(stored)).to.deep.equal({});
		expect(unpackEvidence(undefined)).to.equal(undefined);
	});

	it("have no evidence if it is missing", () => {
		const values = { ...buildDecision() };
		expect(pack(values, {})).to.deep.equal({ ...values, ...format });
		expect(unpack(values)).to.deep.equal(values);
	});

	it("leave a text that is not evidence to the check", () => {
		expect(unpack({ event: "SignIn" }).event).to.equal("SignIn");
	});
});

describe("the properties internal to Pulumi and to this adapter", () => {
	const internal = { __provider: "text", __label: "berlin", __secret: true };

	it("are kept from a step's inputs, beside the step's results", () => {
		const given = { ...internal, username: "of before", note: "gone" };
		expect(pack({ username: "alice" }, given)).to.deep.equal({ ...internal, ...format, username: "alice" });
	});

	it("include the format of state, which a newer version may change", () => {
		expect(unpack({ ...internal, ...format })).to.deep.equal({ ...internal, ...format });
		expect(() => unpack({ __format: 3 })).to.throw(
			"This state was written by a newer version of pulumi-cognito-feedback. Install that version.",
		);
	});
});
