import { expect } from "chai";
import { type LinesRequest, readInsightsLines } from "#review/sources/insights/readLines";
import {
	FakeInsights,
	type FakeInsightsOptions,
	type FakeLine,
	lineSize,
} from "../../../support/fakeInsights.ts";

const start = Date.UTC(2026, 10, 20) / 1_000;
const window = { from: start, until: start + 86_400 };

/** This many lines, evenly spread over a day. */
function spread(count: number): FakeLine[] {
	return Array.from({ length: count }, (_, index) => ({
		time: start + Math.floor((index * 86_400) / count),
		text: `line ${index}`,
	}));
}

function burst(count: number, time: number): FakeLine[] {
	return Array.from({ length: count }, (_, index) => ({ time, text: `burst ${index}` }));
}

async function read(insights: FakeInsights, request: Partial<LinesRequest> = {}) {
	const lines: string[] = [];
	const waits: number[] = [];
	const result = await readInsightsLines(insights, {
		commands: "| filter ispresent(message.eventId)",
		window,
		onLines: (more) => lines.push(...more),
		wait: async (milliseconds) => {
			waits.push(milliseconds);
			await new Promise(setImmediate);
		},
		...request,
	});
	return { ...result, texts: lines, waits };
}

const fakeOf = (lines: readonly FakeLine[], options: FakeInsightsOptions = {}) =>
	new FakeInsights(lines, options);

describe("Reading lines from Logs Insights", () => {
	it("counts first, and reads few lines with one query", async () => {
		const insights = fakeOf(spread(25_000));
		const { texts, gaps, bytesScanned } = await read(insights);
		expect(new Set(texts).size).to.equal(25_000);
		expect(texts).to.have.length(25_000);
		expect(gaps).to.deep.equal([]);
		expect(insights.queries).to.have.length(2);
		expect(bytesScanned).to.equal(2 * 25_000 * lineSize);
	});

	it("takes the times of counts as UTC, whatever the zone of the machine", async () => {
		const { TZ } = process.env;
		process.env.TZ = "America/New_York";
		try {
			const { texts, gaps } = await read(fakeOf(spread(150_000)));
			expect(new Set(texts).size).to.equal(150_000);
			expect(gaps).to.deep.equal([]);
		} finally {
			if (TZ === undefined) delete process.env.TZ;
			else process.env.TZ = TZ;
		}
	});

	it("reads more lines than the limit in disjoint windows below it", async () => {
		const insights = fakeOf([...spread(200_000), ...burst(80_000, start + 43_200)]);
		const { texts, gaps, lines } = await read(insights);
		expect(new Set(texts).size).to.equal(280_000);
		expect(gaps).to.deep.equal([]);
		const { windows } = insights;
		expect(windows.length).to.be.within(4, 8);
		for (const [index, { until }] of windows.entries())
			expect(until).to.be.at.most(windows[index + 1]?.from ?? until);
		expect(lines).to.equal(280_000);
		expect(insights.maxAtOnce).to.be.within(2, 4);
	});

	it("counts a full interval again, more finely", async () => {
		const lines = Array.from({ length: 300 }, (_, second) => burst(1_000, start + 7_200 + second)).flat();
		const wide = { from: start - 30 * 86_400, until: start + 86_400 };
		const insights = fakeOf(lines.map((line, index) => ({ ...line, text: `line ${index}` })));
		const { texts, gaps } = await read(insights, { window: wide });
		expect(new Set(texts).size).to.equal(300_000);
		expect(gaps).to.deep.equal([]);
	});

	it("reports a second with more lines than a query returns", async () => {
		const insights = fakeOf([...spread(1_000), ...burst(120_000, start + 100)]);
		const { texts, gaps } = await read(insights);
		expect(gaps).to.deep.equal([{ from: start + 100, until: start + 101, reason: "tooManyLines" }]);
		expect(new Set(texts.filter((text) => text.startsWith("line"))).size).to.equal(1_000);
	});

	it("reads nothing if nothing matches", async () => {
		const insights = fakeOf([]);
		expect(await read(insights)).to.deep.include({ lines: 0, gaps: [] });
		expect(insights.queries).to.have.length(1);
	});

	it("waits, longer each time, while the account runs its maximum of queries", async () => {
		const { texts, waits } = await read(fakeOf(spread(10), { refusedStarts: 3 }));
		expect(texts).to.have.length(10);
		expect(waits.slice(0, 3)).to.deep.equal([1_000, 2_000, 4_000]);
	});

	it("stops at the scan limit, and reports it", async () => {
		const insights = fakeOf(spread(250_000), { runningFor: 4 });
		const { gaps, texts } = await read(insights, { maxScan: 260_000 * lineSize });
		expect(gaps).not.to.be.empty;
		for (const { reason } of gaps) expect(reason).to.equal("scanLimit");
		expect(insights.stopped).to.be.within(1, 4);
		expect(texts.length).to.be.below(250_000);
	});

	it("stops before it reads, if counting has scanned too much", async () => {
		const insights = fakeOf(spread(1_000), { runningFor: 4 });
		const { gaps } = await read(insights, { maxScan: 500 * lineSize });
		expect(gaps).to.deep.equal([{ ...window, reason: "scanLimit" }]);
		expect(insights.queries).to.have.length(1);
		expect(insights.stopped).to.equal(1);
	});

	it("leaves a gap if a query fails, and reads the rest", async () => {
		const insights = fakeOf(spread(250_000), { endsAt: { time: start + 43_200, status: "Timeout" } });
		const { gaps, texts } = await read(insights);
		expect(gaps).to.have.length(1);
		expect(gaps[0]).to.include({ reason: "Timeout" });
		expect(texts.length).to.be.within(150_000, 200_000);
	});

	it("stops every running query when it is interrupted", async () => {
		const insights = fakeOf(spread(350_000), { runningFor: 1_000 });
		// Counting completes, and all later queries hang.
		const counting = insights.results.bind(insights);
		const stopping = new AbortController();
		insights.results = async (queryId, token) => {
			if (queryId !== "0") {
				if (insights.queries.length > 4) stopping.abort();
				return counting(queryId, token);
			}
			const query = insights.queries[0];
			if (query) query.polls = 1_000;
			return counting(queryId, token);
		};
		const wait = async () => {
			await new Promise(setImmediate);
			stopping.signal.throwIfAborted();
		};
		const error = await read(insights, { signal: stopping.signal, wait }).then(
			() => expect.fail("it went on"),
			(reason: Error) => reason,
		);
		expect(error.name).to.equal("AbortError");
		expect(insights.stopped).to.equal(4);
	});
});
