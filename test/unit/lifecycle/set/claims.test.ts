import { expect } from "chai";
import { checkDecision } from "#provider/lifecycle/check";
import { checkSet } from "#provider/lifecycle/set/check";
import { buildDecision } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet } from "../../../support/buildSet.ts";

describe("an event that a set and another resource decide on", () => {
	it("in two sets is warned of once, with both names", async () => {
		const { context, report } = buildRun({ eventLookup: "off" });
		await checkSet(context, {}, buildSet(buildMembers(3), { __label: "one" }));
		await checkSet(context, {}, buildSet({ e2: buildMember(), e9: buildMember() }, { __label: "two" }));
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain("event e2 in user pool eu-central-1_AbCdEf123")
			.and.to.contain('AuthEventFeedbackSet "one"')
			.and.to.contain('AuthEventFeedbackSet "two"');
	});

	it("in a single resource of the same name is warned of with both kinds, whichever comes first", async () => {
		const set = buildSet(undefined, { __label: "same" });
		const single = { ...buildDecision(), __label: "same" };
		for (const isSetFirst of [true, false]) {
			const { context, report } = buildRun({ eventLookup: "off" });
			if (isSetFirst) await checkSet(context, {}, set);
			await checkDecision(context, {}, single);
			if (!isSetFirst) await checkSet(context, {}, set);
			expect(report.warnings).to.have.length(1);
			expect(report.warnings[0])
				.to.contain('AuthEventFeedbackSet "same"')
				.and.to.contain('AuthEventFeedback "same"');
		}
	});

	it("is not warned of where one set is checked twice, or the pools differ", async () => {
		const { context, report } = buildRun({ eventLookup: "off" });
		await checkSet(context, {}, buildSet());
		await checkSet(context, buildSet(), buildSet());
		await checkSet(context, {}, buildSet(undefined, { __label: "two", userPoolId: "eu-west-1_Other" }));
		expect(report.warnings).to.deep.equal([]);
	});
});
