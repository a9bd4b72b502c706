import { expect } from "chai";
import { steps } from "#provider/adapters/steps";
import { buildDecision, unknownValue } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun, type FakeRun } from "../../support/buildRun.ts";
import { buildMember, buildSet } from "../../support/buildSet.ts";

const problems = ["key one is wrong", "key two is wrong"];
const decision = { ...buildDecision() };

describe("a run with an invalid configuration", () => {
	for (const [what, kind, right, wrong, reason] of [
		["a single decision", "single", decision, { ...decision, eventId: "a b" }, "`eventId` has an"],
		[
			"a set",
			"set",
			buildSet(),
			buildSet({ e1: buildMember({ feedbackValue: "Maybe" }) }),
			'decisions["e1"]:',
		],
	] as const) {
		it(`rejects ${what} with every problem and every broken rule, and makes no request`, async () => {
			const run = buildRun({ problems });
			const { failures } = await run[kind].check({}, wrong);
			expect(failures.map((failure) => failure.reason.slice(0, 16))).to.deep.equal([...problems, reason]);
			expect(run.cognito.requests).to.equal(0);
		});

		it(`reports the problems once, and looks up nothing for another resource, such as ${what}`, async () => {
			const run = buildRun({ problems });
			await run.single.check({}, { ...buildDecision({ eventId: "first" }) });
			expect((await run[kind].check({}, right)).failures).to.deep.equal([]);
			expect(run.cognito.requests).to.equal(0);
		});
	}

	for (const [what, step] of [
		["creating a decision", ({ single }) => single.create(decision)],
		[
			"updating a decision",
			({ single }) => single.update("id", decision, { ...decision, feedbackValue: "Invalid" }),
		],
		["reading a decision", ({ single }) => single.read("id", decision)],
		["creating a set", ({ set }) => set.create(buildSet())],
		["updating a set", ({ set }) => set.update("id", buildSet({}), buildSet())],
		["reading a set", ({ set }) => set.read("id", buildSet())],
	] satisfies [string, (run: FakeRun) => Promise<unknown>][]) {
		it(`fails at ${what} with every problem, and makes no request`, async () => {
			const run = buildRun({ problems });
			const { name, message } = await rejectionOf(step(run));
			expect(name).to.equal("StepError");
			expect(message).to.equal("key one is wrong\nkey two is wrong");
			expect(run.cognito.requests).to.equal(0);
		});
	}
});

describe("the known outputs in a preview", () => {
	const recorded = { feedbackDate: "2026-11-23T10:00:00Z", feedbackProvider: "Admin" };
	const later = { feedbackDate: unknownValue, feedbackProvider: unknownValue };

	it("of a new decision are all but date and provider of its feedback", () => {
		expect(steps.single.preview(decision)).to.deep.equal({ ...decision, ...later });
	});

	it("of a decision with unchanged feedback are all", () => {
		const news = { ...decision, note: "new" };
		expect(steps.single.preview(news, { ...decision, ...recorded })).to.deep.equal({ ...news, ...recorded });
		expect(steps.single.preview(news, decision)).to.deep.equal(news);
	});

	it("of a decision with changed feedback are all but date and provider", () => {
		for (const feedbackValue of ["Invalid", unknownValue]) {
			const news = { ...decision, feedbackValue };
			expect(steps.single.preview(news, { ...decision, ...recorded })).to.deep.equal({ ...news, ...later });
		}
	});

	it("of a set are the declared ones", () => {
		const { __label, ...declared } = buildSet({ e1: buildMember(), later: unknownValue });
		expect(steps.set.preview({ ...declared, __label })).to.deep.equal(declared);
	});
});
