import { expect } from "chai";
import { alice, unknownValue } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildSet, holdEvents } from "../../../support/buildSet.ts";

describe("checking a set with values that are known only after `pulumi up`", () => {
	it("accepts an unknown map, without a request or a summary", async () => {
		const { set, cognito, report } = buildRun();
		expect(await set.check({}, buildSet(unknownValue))).to.deep.equal({
			inputs: { userPoolId: alice.userPoolId, decisions: unknownValue },
			failures: [],
		});
		expect(cognito.requests).to.equal(0);
		expect(report.lines).to.deep.equal([]);
	});

	it("rejects an invalid pool ID even with an unknown map", async () => {
		const news = buildSet(unknownValue, { userPoolId: "no pool" });
		expect((await buildRun().set.check({}, news)).failures).to.have.length(1);
	});

	it("makes no request if the pool is unknown, and drops the evidence of another pool's events", async () => {
		const { set, cognito, report } = buildRun();
		const olds = buildSet({ e1: buildMember({ event: "SignIn" }) });
		expect(await set.check(olds, buildSet(undefined, { userPoolId: unknownValue }))).to.deep.equal({
			inputs: { userPoolId: unknownValue, decisions: { e1: buildMember() } },
			failures: [],
		});
		expect(cognito.requests).to.equal(0);
		expect(report.warnings).to.deep.equal([]);
	});

	it("keeps an unknown decision unchanged, and looks up the others", async () => {
		const { set, cognito } = buildRun();
		holdEvents(cognito, 1);
		const { inputs, failures } = await set.check({}, buildSet({ later: unknownValue, e1: buildMember() }));
		expect(failures).to.deep.equal([]);
		expect(inputs.decisions).to.deep.equal({
			later: unknownValue,
			e1: buildMember({ event: "SignIn; 2026-11-20T12:00Z" }),
		});
	});

	it("makes no request for an unknown username, and keeps no evidence of another user's event", async () => {
		const { set, cognito } = buildRun();
		const olds = buildSet({ e1: buildMember({ event: "SignIn" }) });
		const decisions = { e1: buildMember({ username: unknownValue }) };
		expect(await set.check(olds, buildSet(decisions))).to.deep.equal({
			inputs: { userPoolId: alice.userPoolId, decisions },
			failures: [],
		});
		expect(cognito.requests).to.equal(0);
	});

	it("keeps the evidence of a decision whose value is unknown", async () => {
		const { set, cognito } = buildRun();
		const olds = buildSet({ e1: buildMember({ event: "SignIn" }) });
		const news = buildSet({ e1: buildMember({ feedbackValue: unknownValue }) });
		const { inputs, failures } = await set.check(olds, news);
		expect(failures).to.deep.equal([]);
		expect(inputs.decisions).to.deep.equal({
			e1: buildMember({ feedbackValue: unknownValue, event: "SignIn" }),
		});
		expect(cognito.requests).to.equal(0);
	});

	it("still checks the known fields of a decision", async () => {
		const news = buildSet({ e1: buildMember({ username: unknownValue, feedbackValue: "Maybe" }) });
		const { failures } = await buildRun().set.check({}, news);
		expect(failures.map(({ reason }) => reason.slice(0, 34))).to.deep.equal([
			'decisions["e1"]: `feedbackValue` i',
		]);
	});
});
