import { expect } from "chai";
import { diffDecision } from "#provider/lifecycle/diff";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";
import { buildDecision, unknownValue } from "../../support/buildDecision.ts";
import { buildRun } from "../../support/buildRun.ts";

const same = { changes: false, replaces: [] };
const update = { changes: true, replaces: [] };
const evidence = () => ({
	type: "SignIn",
	riskLevel: "High",
	ipAddress: "203.0.113.7",
	challenges: ["Password: Success"],
});

type Properties = Readonly<Record<string, unknown>>;

function diff(olds: Properties, news: Properties) {
	return diffDecision(buildRun().context, olds, news);
}

describe("the difference between state and program", () => {
	it("is none where nothing differs", () => {
		const decision = buildDecision({ note: "Travelling" });
		expect(diff({ ...decision, event: evidence() }, { ...decision, event: evidence() })).to.deep.equal(same);
		expect(diff({ ...buildDecision() }, { ...buildDecision() })).to.deep.equal(same);
	});

	for (const field of ["userPoolId", "username", "eventId"]) {
		it(`is a replacement where ${field} differs`, () => {
			expect(diff({ ...buildDecision() }, { ...buildDecision(), [field]: "other" })).to.deep.equal({
				changes: true,
				replaces: [field],
			});
		});

		it(`is a replacement where ${field} is not known yet`, () => {
			expect(diff({ ...buildDecision() }, { ...buildDecision(), [field]: unknownValue })).to.deep.equal({
				changes: true,
				replaces: [field],
			});
		});
	}

	it("names every field that replaces, and not those that update", () => {
		const news = { userPoolId: "p_1", username: "bob", eventId: "e2", feedbackValue: "Invalid", note: "new" };
		expect(diff({ ...buildDecision() }, news)).to.deep.equal({
			changes: true,
			replaces: ["userPoolId", "username", "eventId"],
		});
	});

	for (const [what, olds, news] of [
		["the value", { feedbackValue: "Invalid" }, { feedbackValue: "Valid" }],
		["the value that a refresh found missing", { feedbackValue: undefined }, { feedbackValue: "Valid" }],
		["a value not known yet", { feedbackValue: "Valid" }, { feedbackValue: unknownValue }],
		["the note", { note: "a" }, { note: "b" }],
		["a new note", {}, { note: "b" }],
		["a note taken away", { note: "a" }, {}],
		["a note not known yet", { note: "a" }, { note: unknownValue }],
		["evidence of which less is to be kept", { event: evidence() }, { event: { type: "SignIn" } }],
		["evidence of which nothing is to be kept", { event: evidence() }, {}],
	] as const) {
		it(`is an update for ${what}`, () => {
			expect(diff({ ...buildDecision(), ...olds }, { ...buildDecision(), ...news })).to.deep.equal(update);
		});
	}

	it("does not count what Cognito recorded, nor what Pulumi keeps for itself", () => {
		const olds = { feedbackDate: "2026-11-23T10:00:00Z", feedbackProvider: "Admin", __provider: "old" };
		expect(diff({ ...buildDecision(), ...olds }, { ...buildDecision(), __provider: "new" })).to.deep.equal(
			same,
		);
	});
});

describe("a changed decision on the same event", () => {
	const { eventId: _, ...event } = buildAuthEvent();
	const told = (olds: Properties, news: Properties) => {
		const { context, report } = buildRun();
		diffDecision(
			context,
			{ ...buildDecision({ eventId: "6a1c" }), event, ...olds },
			{ ...buildDecision({ eventId: "6a1c" }), event, ...news },
		);
		return report.lines;
	};

	it("is shown with its evidence as one readable line", () => {
		expect(told({ feedbackValue: "Valid" }, { feedbackValue: "Invalid" })).to.deep.equal([
			"6a1c alice Valid → Invalid: SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), 203.0.113.7 Berlin DE, Chrome on Windows",
		]);
	});

	it("is shown without evidence where none is kept", () => {
		expect(told({}, { feedbackValue: "Invalid", event: undefined })).to.deep.equal([
			"6a1c alice Valid → Invalid",
		]);
	});

	it("does not print a secret username", () => {
		const lines = told({}, { feedbackValue: "Invalid", __secret: true });
		expect(lines).to.have.length(1);
		expect(lines[0]).to.match(/^6a1c \[secret\] Valid → Invalid: /);
		expect(lines[0]).not.to.contain("alice");
	});

	it("is not shown where its value stays, or where another event takes its place", () => {
		expect(told({}, { note: "new" })).to.deep.equal([]);
		expect(told({}, { feedbackValue: "Invalid", eventId: "other" })).to.deep.equal([]);
	});
});
