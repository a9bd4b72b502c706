import { expect } from "chai";
import { checkDecision } from "#provider/lifecycle/check";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";
import { alice, buildDecision, unknownValue } from "../../support/buildDecision.ts";
import { buildRun } from "../../support/buildRun.ts";

/** The warnings that come of checking these declarations in one run. */
async function warningsOf(...declarations: readonly object[]): Promise<string[]> {
	const { context, service, report } = buildRun({ eventLookup: "off" });
	service.hold(alice, buildAuthEvent());
	for (const news of declarations) await checkDecision(context, {}, { ...buildDecision(), ...news });
	return report.warnings;
}

describe("two resources that decide on one event", () => {
	it("are warned of, with both names", async () => {
		const warnings = await warningsOf({ __label: "one" }, { __label: "two", username: "by-alias" });
		expect(warnings).to.have.length(1);
		expect(warnings[0]).to.contain("event e1").and.to.contain('"one"').and.to.contain('"two"');
	});

	it("are not one resource that is checked twice", async () => {
		expect(await warningsOf({ __label: "one" }, { __label: "one" })).to.deep.equal([]);
	});

	it("are not two on different events, nor on events that are not known yet", async () => {
		const [one, two] = [{ __label: "one" }, { __label: "two" }];
		expect(await warningsOf(one, { ...two, eventId: "e2" })).to.deep.equal([]);
		expect(
			await warningsOf({ ...one, eventId: unknownValue }, { ...two, eventId: unknownValue }),
		).to.deep.equal([]);
	});
});
