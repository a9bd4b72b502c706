import { expect } from "chai";
import { buildAuthEvent } from "../../../support/buildAuthEvent.ts";
import { buildDecision, unknownValue } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";

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
	return buildRun().single.diff(olds, news);
}

describe("the difference between state and program", () => {
	it("is empty if nothing differs", async () => {
		const decision = buildDecision({ note: "Travelling" });
		expect(await diff({ ...decision, event: evidence() }, { ...decision, event: evidence() })).to.deep.equal(
			same,
		);
		expect(await diff({ ...buildDecision() }, { ...buildDecision() })).to.deep.equal(same);
	});

	for (const field of ["userPoolId", "username", "eventId"]) {
		for (const [what, value] of [
			["differs", "other"],
			["is not known yet", unknownValue],
		]) {
			it(`is a replacement if ${field} ${what}`, async () => {
				const news = { ...buildDecision(), [field]: value };
				expect(await diff({ ...buildDecision() }, news)).to.deep.equal({ changes: true, replaces: [field] });
			});
		}
	}

	it("names only the fields that replace", async () => {
		const news = { userPoolId: "p_1", username: "bob", eventId: "e2", feedbackValue: "Invalid", note: "new" };
		expect(await diff({ ...buildDecision() }, news)).to.deep.equal({
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
		it(`is an update for ${what}`, async () => {
			expect(await diff({ ...buildDecision(), ...olds }, { ...buildDecision(), ...news })).to.deep.equal(
				update,
			);
		});
	}

	it("ignores what Cognito recorded, and Pulumi's internal properties", async () => {
		const olds = { feedbackDate: "2026-11-23T10:00:00Z", feedbackProvider: "Admin", __provider: "old" };
		const news = { ...buildDecision(), __provider: "new" };
		expect(await diff({ ...buildDecision(), ...olds }, news)).to.deep.equal(same);
	});
});

describe("a changed decision on the same event", () => {
	const { eventId: _, ...event } = buildAuthEvent();
	const linesOf = async (olds: Properties, news: Properties) => {
		const { single, report } = buildRun();
		const before = { ...buildDecision({ eventId: "6a1c" }), event };
		await single.diff({ ...before, ...olds }, { ...before, ...news });
		return report.lines;
	};

	it("is shown with its evidence as one readable line", async () => {
		expect(await linesOf({ feedbackValue: "Valid" }, { feedbackValue: "Invalid" })).to.deep.equal([
			"6a1c alice Valid → Invalid: SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), 203.0.113.7 Berlin DE, Chrome on Windows",
		]);
	});

	it("is shown without evidence if none is kept", async () => {
		expect(await linesOf({}, { feedbackValue: "Invalid", event: undefined })).to.deep.equal([
			"6a1c alice Valid → Invalid",
		]);
	});

	it("is shown in words if the old value is missing or the new one unknown", async () => {
		const bare = { event: undefined };
		expect(await linesOf({ feedbackValue: undefined }, bare)).to.deep.equal(["6a1c alice (none) → Valid"]);
		expect(await linesOf({}, { ...bare, feedbackValue: unknownValue })).to.deep.equal([
			"6a1c alice Valid → (known after up)",
		]);
	});

	it("does not print a username that is secret in the program or in state", async () => {
		const secret = { __secret: true };
		for (const lines of [
			await linesOf({}, { feedbackValue: "Invalid", ...secret }),
			await linesOf(secret, { feedbackValue: "Invalid" }),
		]) {
			expect(lines).to.have.length(1);
			expect(lines[0]).to.match(/^6a1c \[secret\] Valid → Invalid: /);
			expect(lines[0]).not.to.contain("alice");
		}
	});

	it("shows a changed note, with or without a changed value, unless it is secret", async () => {
		const [both] = await linesOf({ note: "old" }, { note: "new\nlines", feedbackValue: "Invalid" });
		expect(both).to.match(/^6a1c alice Valid → Invalid, note "old" → "new\\nlines": SignIn/);
		const [alone] = await linesOf({}, { note: "new" });
		expect(alone).to.match(/^6a1c alice Valid, note \(none\) → "new": SignIn/);
		const [secret] = await linesOf({ note: "old" }, { __secret: true });
		expect(secret).to.match(/^6a1c \[secret\] Valid, note \[secret\] → \(none\): SignIn/);
	});

	it("is not shown if another event replaces it", async () => {
		expect(await linesOf({}, { feedbackValue: "Invalid", eventId: "other" })).to.deep.equal([]);
	});
});

describe("comparing a decision right after it was read, as a refresh does", () => {
	const state = { ...buildDecision({ feedbackValue: "Valid" }) };
	const changed = { ...state, feedbackValue: "Invalid" };

	it("finds the change without reporting it as a planned one", async () => {
		const { single, report } = buildRun({ eventLookup: "off" });
		await single.read("id", state);
		expect((await single.diff(state, changed)).changes).to.equal(true);
		expect(report.infos).to.deep.equal([]);
	});

	it("applies to one comparison: the next one belongs to an update", async () => {
		const { single, report } = buildRun({ eventLookup: "off" });
		await single.read("id", state);
		await single.diff(state, changed);
		await single.diff(state, changed);
		expect(report.infos).to.have.length(1);
	});

	it("applies only to the resource that was read", async () => {
		const { single, report } = buildRun({ eventLookup: "off" });
		await single.read("id", state);
		await single.diff({ ...state, eventId: "other" }, { ...changed, eventId: "other" });
		expect(report.infos).to.have.length(1);
	});
});
