import { expect } from "chai";
import fc from "fast-check";
import type { UserEvent } from "../../../../review/listing/listPool.ts";
import { Review } from "../../../../review/page/app/model/review.ts";
import { toColumns } from "../../../../review/page/columns.ts";
import type { DecisionsResponse } from "../../../../review/page/protocol.ts";
import { fewEvents, pageEvent, pagePool } from "../../../../workbench/pageEvents.ts";

describe("a review", () => {
	const file: DecisionsResponse = {
		path: "feedback.yaml",
		version: "1",
		decisions: [
			{ eventId: "e2", decision: { feedbackValue: "Invalid", note: "by hand" } },
			{ eventId: "forgotten", decision: { feedbackValue: "Valid" } },
		],
	};

	function reviewOf(events: readonly UserEvent[]): Review {
		return new Review({ userPoolId: pagePool, events: toColumns(events) }, file);
	}

	function begin(): Review {
		return reviewOf(fewEvents);
	}

	const act = fc.constantFrom<((review: Review) => void)[]>(
		(review) => review.decide("Valid"),
		(review) => review.decide("Invalid"),
		(review) => review.clear(),
		(review) => review.note("why"),
		(review) => review.skip(),
		(review) => review.list.move(1),
		(review) => review.list.move(-2),
		(review) => review.list.extend(2),
		(review) => review.list.selectAll(),
		(review) => review.toggle("e3", "Valid"),
		(review) => (review.list.order.value = "riskiest"),
		(review) =>
			(review.list.filter.value = {
				...review.list.filter.value,
				unreviewed: !review.list.filter.value.unreviewed,
			}),
	);

	it("is as it began when everything is undone, whatever was done", () => {
		fc.assert(
			fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
				const review = begin();
				for (const one of acts) one(review);
				while (review.drafts.canUndo) review.undo();
				expect(review.drafts.hasUnsaved).to.equal(false);
				expect(review.drafts.changes.value).to.deep.equal([]);
				expect(review.counts.value).to.deep.equal({ undecided: 5, changed: 0, saved: 1, elsewhere: 1 });
			}),
		);
	});

	it("counts every event as undecided or decided, and has a current one among those shown", () => {
		fc.assert(
			fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
				const review = begin();
				for (const one of acts) one(review);
				const decided = fewEvents.filter(
					({ eventId }) => review.drafts.decision(eventId).value !== undefined,
				).length;
				expect(review.counts.value.undecided).to.equal(fewEvents.length - decided);
				expect(review.counts.value.changed).to.equal(review.drafts.changes.value.length);
				const shown = review.list.visible.value.map(({ eventId }) => eventId);
				expect(shown).to.include.members([...review.list.selection.value]);
				if (shown.length > 0) expect(shown).to.include(review.list.current.value);
			}),
		);
	});

	it("keeps a note without a decision as unsaved, and saves it with one", () => {
		const review = begin();
		review.note("ask alice ");
		expect(review.drafts.changes.value).to.deep.equal([]);
		expect(review.drafts.hasUnsaved).to.equal(true);
		review.decide("Valid");
		expect(review.drafts.changes.value).to.deep.equal([
			{ eventId: "e1", decision: { feedbackValue: "Valid", note: "ask alice" } },
		]);
	});

	it("says `null` of a decision that is taken out of the file", () => {
		const review = begin();
		review.list.go("e2");
		review.clear();
		expect(review.drafts.changes.value).to.deep.equal([{ eventId: "e2", decision: null }]);
		expect(review.counts.value).to.include({ undecided: 6, changed: 1, saved: 0 });
	});

	it("keeps what is changed on top of a file that others changed", () => {
		const review = begin();
		review.list.go("e1");
		review.decide("Valid");
		review.toggle("e3", "Invalid");
		review.drafts.rebase({
			...file,
			version: "2",
			decisions: [
				{ eventId: "e1", decision: { feedbackValue: "Valid" } },
				{ eventId: "e3", decision: { feedbackValue: "Valid", note: "theirs" } },
			],
		});
		expect(review.drafts.version.value).to.equal("2");
		expect(review.drafts.changes.value).to.deep.equal([
			{ eventId: "e3", decision: { feedbackValue: "Invalid" } },
		]);
		expect(review.counts.value).to.deep.equal({ undecided: 4, changed: 1, saved: 1, elsewhere: 0 });
	});

	it("shows the events of the same user nearest to an event", () => {
		const events = [20, 12, 11, 10, 2].map((day) => pageEvent(`d${day}`, { day }));
		const review = reviewOf([...events, pageEvent("b", { username: "bob", day: 9 })]);
		const event = review.list.find("d11");
		if (!event) throw new Error("no event");
		expect(review.list.othersOf(event, 3).map(({ eventId }) => eventId)).to.deep.equal(["d20", "d12", "d10"]);
	});

	it("ranks a risk level newer than this page above those it knows", () => {
		const review = reviewOf([
			pageEvent("none"),
			pageEvent("high", { riskLevel: "High", day: 19 }),
			pageEvent("newer", { riskLevel: "Critical", day: 18 }),
		]);
		review.list.order.value = "riskiest";
		expect(review.list.visible.value.map(({ eventId }) => eventId)).to.deep.equal(["newer", "high", "none"]);
	});
});
