import { expect } from "chai";
import { buildDecision, unknownValue } from "../../support/buildDecision.ts";
import { buildRun } from "../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet } from "../../support/buildSet.ts";

/** The warnings after checking these declarations of single decisions in one run. */
async function warningsOf(...declarations: readonly object[]): Promise<string[]> {
	const { single, report } = buildRun({ eventLookup: "off" });
	for (const news of declarations) await single.check({}, { ...buildDecision(), ...news });
	return report.warnings;
}

describe("two resources with a decision on the same event", () => {
	it("cause a warning with both names", async () => {
		const warnings = await warningsOf({ __label: "one" }, { __label: "two", username: "by-alias" });
		expect(warnings).to.have.length(1);
		expect(warnings[0]).to.contain("event e1").and.to.contain('"one"').and.to.contain('"two"');
	});

	it("are not confused with one resource that is checked twice", async () => {
		expect(await warningsOf({ __label: "one" }, { __label: "one" })).to.deep.equal([]);
	});

	it("are not confused with two on different or unknown events", async () => {
		const [one, two] = [{ __label: "one" }, { __label: "two" }];
		expect(await warningsOf(one, { ...two, eventId: "e2" })).to.deep.equal([]);
		expect(
			await warningsOf({ ...one, eventId: unknownValue }, { ...two, eventId: unknownValue }),
		).to.deep.equal([]);
	});
});

describe("an event with a decision in a set and in another resource", () => {
	it("causes one warning for two sets, with both names", async () => {
		const { set, report } = buildRun({ eventLookup: "off" });
		await set.check({}, buildSet(buildMembers(3), { __label: "one" }));
		await set.check({}, buildSet({ e2: buildMember(), e9: buildMember() }, { __label: "two" }));
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain("event e2 in user pool eu-central-1_AbCdEf123")
			.and.to.contain('AuthEventFeedbackSet "one"')
			.and.to.contain('AuthEventFeedbackSet "two"');
	});

	it("causes a warning with both types for a single resource of the same name, whichever comes first", async () => {
		const ofSet = buildSet(undefined, { __label: "same" });
		const ofSingle = { ...buildDecision(), __label: "same" };
		for (const isSetFirst of [true, false]) {
			const { single, set, report } = buildRun({ eventLookup: "off" });
			if (isSetFirst) await set.check({}, ofSet);
			await single.check({}, ofSingle);
			if (!isSetFirst) await set.check({}, ofSet);
			expect(report.warnings).to.have.length(1);
			expect(report.warnings[0])
				.to.contain('AuthEventFeedbackSet "same"')
				.and.to.contain('AuthEventFeedback "same"');
		}
	});

	it("causes no warning if one set is checked twice, or the pools differ", async () => {
		const { set, report } = buildRun({ eventLookup: "off" });
		await set.check({}, buildSet());
		await set.check(buildSet(), buildSet());
		await set.check({}, buildSet(undefined, { __label: "two", userPoolId: "eu-west-1_Other" }));
		expect(report.warnings).to.deep.equal([]);
	});
});
