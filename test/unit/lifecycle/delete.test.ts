import { expect } from "chai";
import { buildDecision } from "../../support/buildDecision.ts";
import { buildRun } from "../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet } from "../../support/buildSet.ts";

describe("deleting a decision", () => {
	it("makes no request, and warns about the retained feedback", async () => {
		const { single, cognito, report } = buildRun();
		await single.delete({ ...buildDecision({ feedbackValue: "Invalid" }) });
		expect(cognito.requests).to.equal(0);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain("user pool eu-central-1_AbCdEf123")
			.and.to.contain("event e1 (`Invalid`) is retained in Amazon Cognito");
	});

	it("does not print the username", async () => {
		const { single, report } = buildRun();
		await single.delete({ ...buildDecision({ username: "zoe" }) });
		expect(report.lines).to.have.length(1);
		expect(report.lines.join()).not.to.contain("zoe");
	});

	it("works even if the configuration is invalid, because it needs none", async () => {
		const { single, report } = buildRun({ problems: ["wrong"] });
		await single.delete({ ...buildDecision() });
		expect(report.warnings).to.have.length(1);
	});

	it("does not warn if the run declares a decision on the event under another name of the user", async () => {
		const { single, report } = buildRun({ eventLookup: "off" });
		await single.check({}, { ...buildDecision({ username: "alice@example.com" }) });
		await single.delete({ ...buildDecision() });
		expect(report.warnings).to.deep.equal([]);
	});

	it("does not warn about retained feedback if the last refresh found none", async () => {
		const { single, report } = buildRun();
		const { feedbackValue: _, ...outputs } = buildDecision();
		await single.delete(outputs);
		expect(report.lines).to.deep.equal([]);
	});
});

describe("deleting a set", () => {
	it("warns once, naming each event and its value", async () => {
		const { set, cognito, report } = buildRun();
		const { feedbackValue: _, ...without } = buildMember();
		await set.delete(
			buildSet({ e1: buildMember(), e2: buildMember({ feedbackValue: "Invalid" }), none: without }),
		);
		expect(cognito.requests).to.equal(0);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("2 events").and.to.contain("e1 (`Valid`), e2 (`Invalid`)");
	});

	it("names no event whose decision is declared in another resource of the run", async () => {
		const { set, single, report } = buildRun({ eventLookup: "off" });
		await single.check({}, { ...buildDecision({ eventId: "e1" }) });
		await set.check({}, { ...buildSet({ e2: buildMember() }), __label: "other" });
		await set.delete(buildSet({ e1: buildMember(), e2: buildMember(), e3: buildMember() }));
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("feedback on event e3 (`Valid`) is").and.not.match(/e1|e2/);
	});

	it("names some of many events, and the number of the others", async () => {
		const { set, report } = buildRun();
		await set.delete(buildSet(buildMembers(60)));
		expect(report.warnings[0]).to.contain("60 events").and.contain("e20 (`Valid`) and 40 more.");
		expect(report.warnings[0]).not.to.contain("e21 ");
	});

	it("of no decisions reports nothing", async () => {
		const { set, report } = buildRun();
		await set.delete(buildSet({}));
		expect(report.lines).to.deep.equal([]);
	});
});
