import { expect } from "chai";
import { checkSet } from "#provider/lifecycle/set/check";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet } from "../../../support/buildSet.ts";

describe("the summary of a checked set", () => {
	it("counts the decisions of a new one in a single line", async () => {
		const { context, report } = buildRun({ eventLookup: "off" });
		await checkSet(context, {}, buildSet(buildMembers(12)));
		expect(report.lines).to.deep.equal(["reviews: 12 to add"]);
	});

	it("is left to the diff where the set exists", async () => {
		const { context, report } = buildRun({ eventLookup: "off" });
		await checkSet(context, buildSet(), buildSet(buildMembers(12)));
		expect(report.lines).to.deep.equal([]);
	});

	it("is not given where a decision is refused", async () => {
		const { context, report } = buildRun({ eventLookup: "off" });
		await checkSet(context, {}, buildSet({ ...buildMembers(2), e3: buildMember({ feedbackValue: "" }) }));
		expect(report.lines).to.deep.equal([]);
	});

	it("is no empty line where a new set has no decisions", async () => {
		const { context, report } = buildRun();
		expect((await checkSet(context, {}, buildSet({}))).failures).to.deep.equal([]);
		expect(report.lines).not.to.include("");
	});
});
