import { expect } from "chai";
import { diffDecision } from "#provider/lifecycle/diff";
import { readDecision } from "#provider/lifecycle/read";
import { buildDecision } from "../../support/buildDecision.ts";
import { buildRun } from "../../support/buildRun.ts";

const state = { ...buildDecision({ feedbackValue: "Valid" }) };
const changed = { ...state, feedbackValue: "Invalid" };

describe("comparing a decision right after it was read, as a refresh does", () => {
	it("finds the change without reporting it as one that somebody plans", async () => {
		const { context, report } = buildRun({ eventLookup: "off" });
		await readDecision(context, "id", state);
		expect(diffDecision(context, state, changed).changes).to.equal(true);
		expect(report.infos).to.deep.equal([]);
	});

	it("holds for one comparison: the next one is that of an update", async () => {
		const { context, report } = buildRun({ eventLookup: "off" });
		await readDecision(context, "id", state);
		diffDecision(context, state, changed);
		diffDecision(context, state, changed);
		expect(report.infos).to.have.length(1);
	});

	it("holds for the resource that was read and no other", async () => {
		const { context, report } = buildRun({ eventLookup: "off" });
		await readDecision(context, "id", state);
		diffDecision(context, { ...state, eventId: "other" }, { ...changed, eventId: "other" });
		expect(report.infos).to.have.length(1);
	});
});
