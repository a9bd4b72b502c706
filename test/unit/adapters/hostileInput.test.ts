import { expect } from "chai";
import fc from "fast-check";
import type { InputFailure } from "#provider/adapters/inputs";
import { anyText, hostileTexts } from "../../support/anyText.ts";
import { apiModel } from "../../support/apiModel.ts";
import { alice, buildDecision } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun, type FakeRun } from "../../support/buildRun.ts";
import { buildMember, buildSet } from "../../support/buildSet.ts";
import { steeringIn } from "../../support/steering.ts";

const text = fc.oneof(anyText, fc.constantFrom(...hostileTexts, "x".repeat(1_000_000)));

/** Expects that these failures and reports neither control a terminal nor flood it when Pulumi prints them. */
function expectHarmless(inputs: object, failures: readonly InputFailure[], { report }: FakeRun): void {
	for (const { property, reason } of failures) {
		expect(steeringIn(reason)).to.deep.equal([]);
		expect(reason).not.to.contain("\n");
		expect(reason.length).to.be.below(1_000);
		// Pulumi prints the value of a named property.
		const value = String((inputs as Record<string, unknown>)[property ?? ""] ?? "");
		expect(steeringIn(value)).to.deep.equal([]);
		expect(value.length).to.be.at.most(200);
	}
	for (const line of report.lines) expect(steeringIn(line)).to.deep.equal([]);
}

describe("hostile input", () => {
	it("of a single decision is rejected without printing terminal control characters", async () => {
		const field = fc.constantFrom("userPoolId", "username", "eventId", "feedbackValue", "other");
		await fc.assert(
			fc.asyncProperty(field, text, async (name, value) => {
				const run = buildRun({ eventLookup: "off" });
				const inputs = { ...buildDecision(), [name]: value, __label: value };
				expectHarmless(inputs, (await run.single.check({}, inputs)).failures, run);
			}),
			{ numRuns: 200 },
		);
	});

	it("of a set is rejected without printing terminal control characters", async () => {
		const decisions = fc.array(fc.tuple(text, text, text, text), { maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(decisions, text, async (entries, label) => {
				const run = buildRun({ eventLookup: "off" });
				const members = entries.map(([eventId, username, feedbackValue, name]) => [
					eventId,
					buildMember({ username, feedbackValue, [name]: "x" }),
				]);
				// Pulumi prints the names of sets: names that it cannot print are rejected.
				const inputs = buildSet(Object.fromEntries(members), { __label: "reviews", [`x${label}`]: "x" });
				expectHarmless(inputs, (await run.set.check({}, inputs)).failures, run);
			}),
			{ numRuns: 250 },
		);
	});

	it("as the ID of feedback to get is rejected the same way", async () => {
		await fc.assert(
			fc.asyncProperty(text, async (id) => {
				const { single } = buildRun();
				const { message } = await rejectionOf(single.read(`${id}/`, { username: alice.username }));
				expect(steeringIn(message)).to.deep.equal([]);
				expect(message.length).to.be.below(1_000);
			}),
			{ numRuns: 250 },
		);
	});

	it("in a note is rejected if it controls a terminal or contains Pulumi's markup for colors", async () => {
		const refused = hostileTexts.filter((each) => !apiModel.note(each));
		expect(refused).to.include("<{%bogus%}><{%fg 1%}>");
		for (const note of [...refused, "\ud83d"]) {
			const { failures } = await buildRun().single.check({}, { ...buildDecision({ note }) });
			expect(failures).to.have.length(1);
			expect(failures[0]).to.have.all.keys("reason");
			expect(failures[0]?.reason).to.contain("`note` contains characters that Pulumi cannot print");
		}
	});

	it("in a note is otherwise kept unchanged", async () => {
		for (const note of [...hostileTexts.filter(apiModel.note), "one\r\n\ttwo\n", "x".repeat(1_000_000)]) {
			const { single, set } = buildRun({ eventLookup: "off" });
			const ofSingle = await single.check({}, { ...buildDecision({ note }) });
			expect(ofSingle.failures).to.deep.equal([]);
			expect(ofSingle.inputs.note).to.equal(note);
			const ofSet = await set.check({}, buildSet({ e1: buildMember({ note }) }));
			expect(ofSet.failures).to.deep.equal([]);
			expect(ofSet.inputs.decisions).to.deep.equal({ e1: buildMember({ note }) });
		}
	});
});
