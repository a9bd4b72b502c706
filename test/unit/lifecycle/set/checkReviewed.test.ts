import { expect } from "chai";
import { buildAuthEvent } from "../../../support/buildAuthEvent.ts";
import { alice, unknownValue } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildSet } from "../../../support/buildSet.ts";

const low = { source: "api", type: "SignIn", riskLevel: "Low" };
const high = { source: "log", type: "SIGNIN", riskLevel: "HIGH", city: "null" };
const state = { event: "SignIn; 2026-11-20T08:14Z; High; AccountTakeover; 203.0.113.7; Berlin; DE" };

/** A run whose Cognito has the high-risk event `e1` of `alice`. */
function runWithEvent(...given: Parameters<typeof buildRun>) {
	const run = buildRun(...given);
	run.cognito.hold(alice, buildAuthEvent());
	return run;
}

describe("checking the evidence that the reviewer of a decision saw", () => {
	it("warns with line and event if a new decision has other evidence, and keeps it out of state", async () => {
		const { set, report } = runWithEvent();
		const member = buildMember({ evidence: { ...low, ipAddress: "192.0.2.1" }, __place: "feedback.yaml:7" });
		const { inputs, failures } = await set.check({}, buildSet({ e1: member }));
		expect(failures).to.deep.equal([]);
		expect(Object.keys((inputs.decisions as Record<string, object>).e1 ?? {})).to.have.members([
			"username",
			"feedbackValue",
			"event",
		]);
		expect(report.lines.join("\n")).to.include(
			'feedback.yaml:7: event e1: `riskLevel` is "Low", but "High" in Cognito, `ipAddress` differs',
		);
		expect(report.lines.join("\n")).not.to.include("192.0.2.1");
	});

	it("compares a decision whose note changed with state", async () => {
		const { set, cognito, report } = buildRun();
		const news = buildSet({ e1: buildMember({ note: "TICKET-1", evidence: low }) });
		await set.check(buildSet({ e1: buildMember(state) }), news);
		expect(report.lines.join("\n")).to.include('event e1: `riskLevel` is "Low", but "High" in Cognito');
		expect(cognito.requests).to.equal(0);
	});

	it("compares a decision whose note changed with Cognito if state keeps less", async () => {
		const { set, report } = runWithEvent({ evidence: "risk" });
		const evidence = { ...low, riskLevel: "High", ipAddress: "192.0.2.1" };
		const brief = { event: "SignIn; 2026-11-20T08:14Z; High; AccountTakeover" };
		const news = buildSet({ e1: buildMember({ note: "TICKET-1", evidence }) });
		await set.check(buildSet({ e1: buildMember(brief) }), news);
		expect(report.lines.join("\n")).to.include("event e1: `ipAddress` differs");
	});

	it("compares no field that is known only after `pulumi up`", async () => {
		const { set, report } = runWithEvent();
		const evidence = { ...low, riskLevel: unknownValue, ipAddress: "192.0.2.1" };
		await set.check({}, buildSet({ e1: buildMember({ evidence }) }));
		expect(report.lines.join("\n")).to.include("event e1: `ipAddress` differs").and.not.include("riskLevel");
	});

	it("compares a decision whose value changed with Cognito", async () => {
		const { set, report } = runWithEvent();
		const news = buildSet({ e1: buildMember({ feedbackValue: "Invalid", evidence: low }) });
		await set.check(buildSet({ e1: buildMember(state) }), news);
		expect(report.lines.join("\n")).to.include('event e1: `riskLevel` is "Low", but "High" in Cognito');
	});

	it("compares a changed decision with Cognito if state keeps less", async () => {
		for (const evidence of ["risk", "none"] as const) {
			const { set, report } = runWithEvent({ evidence });
			const news = buildSet({ e1: buildMember({ feedbackValue: "Invalid", evidence: low }) });
			await set.check(buildSet({ e1: buildMember() }), news);
			expect(report.lines.join("\n")).to.include("`riskLevel` is");
		}
	});

	it("reports nothing for equal evidence, or for an unchanged decision", async () => {
		const { set, report } = runWithEvent();
		const { lines } = report;
		const before = lines.length;
		await set.check({}, buildSet({ e1: buildMember({ evidence: high }) }));
		const same = lines.slice(before).join("\n");
		expect(same).not.to.include("differs");
		await set.check(buildSet({ e1: buildMember(state) }), buildSet({ e1: buildMember({ evidence: low }) }));
		expect(lines.join("\n")).not.to.include("differs");
	});

	it("prints no value if anything is secret", async () => {
		const { set, report } = runWithEvent();
		await set.check({}, buildSet({ e1: buildMember({ evidence: low }) }, { __secret: true }));
		const warning = report.lines.find((line) => line.includes("differs")) ?? "";
		expect(warning)
			.to.include("`riskLevel` differs")
			.and.not.to.match(/Low|High/);
	});

	it("rejects evidence that cannot be compared, by name", async () => {
		for (const [evidence, message] of [
			["SignIn, Low risk", "`evidence` must be a map of fields"],
			[{ riskLevel: "Low" }, "`evidence.source` is required"],
			[
				{ ...low, risklevel: "Low" },
				"`evidence`: `risklevel` is not a valid property (did you mean `riskLevel`?)",
			],
			[{ ...low, riskLevel: 1 }, "`evidence.riskLevel` must be a string"],
		] as const) {
			const { failures } = await runWithEvent().set.check({}, buildSet({ e1: buildMember({ evidence }) }));
			expect(failures.map(({ reason }) => reason).join("\n")).to.include(`decisions["e1"]: ${message}`);
		}
	});
});
