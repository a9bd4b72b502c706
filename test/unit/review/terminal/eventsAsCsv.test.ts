import { expect } from "chai";
import { eventsAsCsv } from "#review/terminal/eventsAsCsv";
import { eventsAsJsonLines } from "#review/terminal/eventsAsJson";

describe("events as CSV", () => {
	it("have a header, and are quoted if necessary", () => {
		const event = { username: "alice", eventId: "e1", device: 'a "b", c', challenges: ["Mfa: Failure", "x"] };
		const [head, row, end] = eventsAsCsv([event]).split("\n");
		expect(head).to.match(/^username,eventId,time,type,/);
		expect(row).to.match(/^alice,e1,,,.*,"a ""b"", c",Mfa: Failure; x,+$/);
		expect(end).to.equal("");
		expect(eventsAsCsv([])).to.equal(`${head}\n`);
	});

	for (const text of ["=1+1", "+01:00", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uFF1D1"])
		it(`neutralize ${JSON.stringify(text)}, which could be a formula`, () => {
			const row = eventsAsCsv([{ username: text, eventId: "e1" }]).split("\n")[1] ?? "";
			expect(row).to.match(/^"'/).and.to.match(/",e1,/);
		});

	it("are one JSON object per line for `jsonl`", () => {
		const events = [1, 2].map((at) => ({ username: "alice", eventId: `e${at}` }));
		expect(
			eventsAsJsonLines(events)
				.split("\n")
				.slice(0, 2)
				.map((line) => JSON.parse(line)),
		).to.deep.equal(events);
		expect(eventsAsJsonLines([])).to.equal("");
	});
});
