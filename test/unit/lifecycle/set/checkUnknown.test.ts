import { expect } from "chai";
import { checkSet } from "#provider/lifecycle/set/check";
import { unknownValue } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildSet, holdEvents } from "../../../support/buildSet.ts";

describe("checking a set of which something is known only after `pulumi up`", () => {
	it("takes a map that is not known yet, without a request or a summary", async () => {
		const { context, service, report } = buildRun();
		const news = buildSet(unknownValue);
		expect(await checkSet(context, {}, news)).to.deep.equal({ inputs: news, failures: [] });
		expect(service.requests).to.equal(0);
		expect(report.lines).to.deep.equal([]);
	});

	it("refuses a wrong pool ID also of a map that is not known yet", async () => {
		const news = buildSet(unknownValue, { userPoolId: "no pool" });
		expect((await checkSet(buildRun().context, {}, news)).failures).to.have.length(1);
	});

	it("makes no request where the pool is not known yet, and drops the evidence of another pool's events", async () => {
		const { context, service, report } = buildRun();
		const olds = buildSet({ e1: buildMember({ event: "SignIn" }) });
		const news = buildSet(undefined, { userPoolId: unknownValue });
		expect(await checkSet(context, olds, news)).to.deep.equal({ inputs: news, failures: [] });
		expect(service.requests).to.equal(0);
		expect(report.warnings).to.deep.equal([]);
	});

	it("takes a decision that is not known yet as it is, and looks up the others", async () => {
		const { context, service } = buildRun();
		holdEvents(service, 1);
		const { inputs, failures } = await checkSet(
			context,
			{},
			buildSet({ later: unknownValue, e1: buildMember() }),
		);
		expect(failures).to.deep.equal([]);
		expect(inputs.decisions).to.deep.equal({
			later: unknownValue,
			e1: buildMember({ event: "SignIn 2026-11-20 12:00Z" }),
		});
	});

	it("makes no request for a username that is not known yet, and keeps no evidence of another's event", async () => {
		const { context, service } = buildRun();
		const olds = buildSet({ e1: buildMember({ event: "SignIn" }) });
		const news = buildSet({ e1: buildMember({ username: unknownValue }) });
		expect(await checkSet(context, olds, news)).to.deep.equal({ inputs: news, failures: [] });
		expect(service.requests).to.equal(0);
	});

	it("keeps the evidence of a decision whose value is not known yet", async () => {
		const { context, service } = buildRun();
		const olds = buildSet({ e1: buildMember({ event: "SignIn" }) });
		const news = buildSet({ e1: buildMember({ feedbackValue: unknownValue }) });
		const { inputs, failures } = await checkSet(context, olds, news);
		expect(failures).to.deep.equal([]);
		expect(inputs.decisions).to.deep.equal({
			e1: buildMember({ feedbackValue: unknownValue, event: "SignIn" }),
		});
		expect(service.requests).to.equal(0);
	});

	it("tests what is known of a decision all the same", async () => {
		const news = buildSet({ e1: buildMember({ username: unknownValue, feedbackValue: "Maybe" }) });
		const { failures } = await checkSet(buildRun().context, {}, news);
		expect(failures.map(({ reason }) => reason.slice(0, 34))).to.deep.equal([
			'decisions["e1"]: `feedbackValue` i',
		]);
	});
});
