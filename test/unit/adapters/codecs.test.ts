import { deepStrictEqual } from "node:assert/strict";
import { expect } from "chai";
import fc from "fast-check";
import { type Codec, setCodec, singleCodec } from "#provider/adapters/codecs";
import { briefEvidence } from "#provider/cognito/evidence";
import {
	type CheckedMember,
	type Declared,
	type DeclaredSingle,
	type Unknown,
	unknown,
} from "#provider/lifecycle/decision";
import { anyEvidence } from "../../support/anyEvidence.ts";
import { anyText } from "../../support/anyText.ts";
import { buildDecision, unknownValue } from "../../support/buildDecision.ts";
import { buildMember, undefinedIn } from "../../support/buildSet.ts";

/** A value that may be known only after `pulumi up`. */
function declared<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | Unknown> {
	return fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant<Unknown>(unknown) });
}

const text = declared(anyText);
const feedbackValue = declared(fc.constantFrom("Valid", "Invalid"));

const anyDecision = fc.record(
	{
		userPoolId: text,
		username: text,
		eventId: text,
		feedbackValue,
		note: text,
		evidence: anyEvidence,
		feedbackDate: text,
		feedbackProvider: text,
	},
	{ requiredKeys: [], noNullPrototype: true },
);

const anyMember = fc.record(
	{ username: text, feedbackValue, note: text, evidence: anyEvidence.map(briefEvidence) },
	{ requiredKeys: [], noNullPrototype: true },
);

const anySet = fc.record(
	{ userPoolId: text, decisions: declared(fc.array(fc.tuple(anyText, declared(anyMember))).map(toMap)) },
	{ noNullPrototype: true },
);

function toMap<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
	return new Map(entries);
}

/** Expects that any value survives encoding as plain data without `undefined`, which Pulumi accepts. */
function expectToComeBack<T>({ encode, decode }: Codec<T, never, never>, any: fc.Arbitrary<T>): void {
	fc.assert(
		fc.property(any, (value) => {
			const properties = encode(value);
			expect(undefinedIn(properties)).to.deep.equal([]);
			deepStrictEqual(JSON.parse(JSON.stringify(properties)), properties);
			deepStrictEqual(decode(properties), value);
		}),
		{ numRuns: 300 },
	);
}

describe("the properties of a single decision", () => {
	it("can represent any of its values, known or unknown", () => {
		expectToComeBack(singleCodec as Codec<object, never, never>, anyDecision);
	});

	it("contain evidence as fields, and mark unknown values like Pulumi", () => {
		const evidence = { type: "SignIn", challenges: ["Password: Success"] };
		const decision: DeclaredSingle = { ...buildDecision(), username: unknown, evidence };
		expect(singleCodec.encode(decision)).to.deep.equal({
			...buildDecision(),
			username: unknownValue,
			event: evidence,
		});
	});

	it("may contain further ones of Pulumi, and nulls, which count as missing", () => {
		const properties = { ...buildDecision(), note: null, __provider: "text", __label: "berlin" };
		expect(singleCodec.decode(properties)).to.deep.equal(buildDecision());
	});
});

describe("the properties of a set", () => {
	it("can represent any of its values, known or unknown", () => {
		expectToComeBack(setCodec as Codec<object, never, never>, anySet);
	});

	it("keep the order of decisions and evidence as one string, and mark unknown values like Pulumi", () => {
		const member = { username: "alice", feedbackValue: "Valid" } as const;
		const decisions = new Map<string, Declared<CheckedMember> | Unknown>([
			["zebra", { ...member, evidence: { type: "SignIn", riskLevel: "High" } }],
			["apple", { ...member, username: unknown }],
			["mango", unknown],
		]);
		const properties = setCodec.encode({ userPoolId: "eu-west-1_A", decisions });
		expect(properties).to.deep.equal({
			userPoolId: "eu-west-1_A",
			decisions: {
				zebra: buildMember({ event: "SignIn; ; High" }),
				apple: buildMember({ username: unknownValue }),
				mango: unknownValue,
			},
		});
		expect(Object.keys(Object(properties.decisions))).to.deep.equal(["zebra", "apple", "mango"]);
	});

	it("have the fields of a decision in a fixed order, so that their JSON is always the same", () => {
		const members = [
			{ username: "alice", feedbackValue: "Valid", note: "why", evidence: { type: "SignIn" } },
			{ evidence: { type: "SignIn" }, note: "why", feedbackValue: "Valid", username: "alice" },
		];
		const texts = members.map((member) =>
			JSON.stringify(setCodec.encode({ userPoolId: "eu-west-1_A", decisions: new Map([["e1", member]]) })),
		);
		expect(texts[0]).to.equal(texts[1]);
	});

	it("are those of state without decisions if a set is imported", () => {
		expect(setCodec.decodeStored({})).to.deep.equal({});
	});
});
