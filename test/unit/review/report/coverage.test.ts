import { expect } from "chai";
import { type Coverage, gapIn, normalFilter } from "#review/report/coverage";

const read = (coverage: Partial<Coverage>): Coverage => ({
	...{ source: "logs", filter: {}, complete: true, lines: 1, events: 1 },
	...coverage,
});
const january = { since: "2026-01-01T00:00:00Z", until: "2026-02-01T00:00:00Z" };
const february = { since: "2026-02-01T00:00:00Z", until: "2026-03-01T00:00:00Z" };
const march = { since: "2026-03-01T00:00:00Z", until: "2026-04-01T00:00:00Z" };

describe("The coverage of a store", () => {
	it("has no gap if a complete reading contains the requested events", () => {
		expect(gapIn([read({})], { ...january, filter: {} })).to.equal(undefined);
		expect(gapIn([read(january)], { filter: {} })).to.equal(undefined);
		expect(
			gapIn([read(january), read(february)], { since: january.since, until: february.until, filter: {} }),
		).to.equal(undefined);
	});

	it("has a gap if a period before, between or after readings is missing", () => {
		const missing = (time: string) => ({ kind: "missingTime", time });
		expect(gapIn([read(january), read(march)], { filter: {} })).to.deep.equal(
			missing("2026-02-01T00:00:00.000Z"),
		);
		expect(gapIn([read(february)], { ...january, filter: {} })).to.deep.equal(
			missing("2026-01-01T00:00:00.000Z"),
		);
		expect(gapIn([read(january)], { until: march.until, filter: {} })).to.deep.equal(
			missing("2026-02-01T00:00:00.000Z"),
		);
	});

	it("counts only complete readings", () => {
		expect(gapIn([], { filter: {} })).to.deep.equal({ kind: "nothingRead" });
		expect(gapIn([read({ complete: false })], { filter: {} })).to.deep.equal({ kind: "nothingRead" });
	});

	it("counts only readings whose filter includes the requested events", () => {
		const narrower = { kind: "narrowerFilter" };
		expect(gapIn([read({ filter: { risk: "Medium" } })], { filter: { risk: "Low" } })).to.deep.equal(
			narrower,
		);
		expect(gapIn([read({ filter: { risk: "Low" } })], { filter: {} })).to.deep.equal(narrower);
		expect(gapIn([read({ filter: { risk: "Low" } })], { filter: { risk: "High" } })).to.equal(undefined);
		expect(gapIn([read({ filter: { users: ["ann"] } })], { filter: { users: ["bob"] } })).to.deep.equal(
			narrower,
		);
		expect(gapIn([read({ filter: { users: ["ann", "bob"] } })], { filter: { users: ["bob"] } })).to.equal(
			undefined,
		);
	});

	it("accepts options in the singular", () => {
		expect(normalFilter({ user: "ann", country: ["Peru"], risk: "High", text: "x" })).to.deep.equal({
			...{ users: ["ann"], countries: ["Peru"], risk: "High", text: "x" },
		});
	});
});
