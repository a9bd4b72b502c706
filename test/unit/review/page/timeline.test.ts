import { expect } from "chai";
import fc from "fast-check";
import type { UserEvent } from "../../../../review/listing/listPool.ts";
import { type ReviewEvent, toReviewEvents } from "../../../../review/page/app/model/event.ts";
import { within } from "../../../../review/page/app/model/filter.ts";
import { barPaths, binsOf, countsOf, scaleOf, spanOf } from "../../../../review/page/app/model/timeline.ts";
import { toColumns } from "../../../../review/page/columns.ts";
import { pageEvent } from "../../../../workbench/pageEvents.ts";

/** Events as the page has them. */
function loaded(events: readonly UserEvent[]): ReviewEvent[] {
	return toReviewEvents(toColumns(events));
}

describe("the timeline", () => {
	const minutes = fc.array(fc.integer({ min: 0, max: 60 * 24 * 700 }), { minLength: 1, maxLength: 60 });

	function eventsAt(when: readonly number[]) {
		const newestFirst = when.toSorted((one, other) => other - one);
		return loaded(
			newestFirst.map((minute, index) =>
				pageEvent(`e${index}`, { time: new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString() }),
			),
		);
	}

	it("has every event in one of at most 120 bins", () => {
		fc.assert(
			fc.property(minutes, (when) => {
				const events = eventsAt(when);
				const scale = scaleOf(events);
				if (!scale) throw new Error("no scale");
				expect(scale.bins).to.be.within(1, 120);
				const counted = countsOf(events, scale).reduce(
					(sum, of) => sum + of.reduce((one, other) => one + other, 0),
					0,
				);
				expect(counted).to.equal(when.length);
			}),
		);
	});

	it("shows of a span the events of its bins, in whatever direction it was brushed", () => {
		fc.assert(
			fc.property(minutes, fc.nat(119), fc.nat(119), (when, one, other) => {
				const events = eventsAt(when);
				const scale = scaleOf(events);
				if (!scale) throw new Error("no scale");
				const [first, last] = [one % scale.bins, other % scale.bins];
				const span = spanOf(scale, first, last);
				expect(span).to.deep.equal(spanOf(scale, last, first));
				expect(binsOf(scale, span)).to.deep.equal([Math.min(first, last), Math.max(first, last)]);
				const all = countsOf(events, scale).reduce(
					(sum, of) =>
						sum + of.slice(Math.min(first, last), Math.max(first, last) + 1).reduce((a, b) => a + b, 0),
					0,
				);
				expect(within(events, span)).to.have.length(all);
			}),
		);
	});

	it("has none where no event has a time", () => {
		const { time: _, ...timeless } = pageEvent("e1");
		expect(scaleOf(loaded([timeless]))).to.equal(undefined);
		expect(scaleOf([])).to.equal(undefined);
	});

	it("keeps a bar that can be seen for one risky event among thousands, within the drawing", () => {
		const counts = [new Uint32Array([1]), new Uint32Array([9_999])];
		const [risky = "", rest = ""] = barPaths(counts, 1);
		expect(risky).to.equal("M0.1 1V0.94h0.8V1z");
		expect(rest).to.equal("M0.1 0.94V0h0.8V0.94z");
	});
});
