import { expect } from "chai";
import { leaveBehind } from "#provider/lifecycle/leaveBehind";
import { buildDecision } from "../../support/buildDecision.ts";
import { buildRun } from "../../support/buildRun.ts";

describe("deleting a decision", () => {
	it("makes no request, and warns what stays in Cognito", () => {
		const { context, service, report } = buildRun();
		leaveBehind(context, [buildDecision({ feedbackValue: "Invalid" })]);
		expect(service.requests).to.equal(0);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain("user pool eu-central-1_AbCdEf123")
			.and.to.contain("event e1 (`Invalid`) stays in Amazon Cognito");
	});

	it("does not print the username", () => {
		const { context, report } = buildRun();
		leaveBehind(context, [buildDecision({ username: "zoe" })]);
		expect(report.lines).to.have.length(1);
		expect(report.lines.join()).not.to.contain("zoe");
	});

	it("works also while the configuration is wrong, since it needs none", () => {
		const { context, report } = buildRun({ problems: ["wrong"] });
		leaveBehind(context, [buildDecision()]);
		expect(report.warnings).to.have.length(1);
	});

	it("does not warn of feedback that stays where the last refresh found none", () => {
		const { context, report } = buildRun();
		const { feedbackValue: _, ...outputs } = buildDecision();
		leaveBehind(context, [outputs]);
		expect(report.lines).to.deep.equal([]);
	});

	it("of many warns once, naming each event and its value", () => {
		const { context, report } = buildRun();
		leaveBehind(context, [buildDecision(), buildDecision({ eventId: "e2", feedbackValue: "Invalid" })]);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("2 events").and.to.contain("e1 (`Valid`), e2 (`Invalid`)");
	});

	it("of none says nothing", () => {
		const { context, report } = buildRun();
		leaveBehind(context, []);
		expect(report.lines).to.deep.equal([]);
	});
});
