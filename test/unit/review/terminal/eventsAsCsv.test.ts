import { expect } from "chai";
import { eventsAsCsv, eventsAsJsonLines } from "#review/terminal/eventFormats";
import { inBatches, wholeText } from "../../../support/batches.ts";

describe("events as CSV", () => {
	it("have a header, and are quoted if necessary", async () => {
		const event = { username: "alice", eventId: "e1", device: 'a "b", c', challenges: ["Mfa: Failure", "x"] };
		const [head, row, end] = (await wholeText(eventsAsCsv(inBatches([event])))).split("\n");
		expect(head).to.match(/^username,eventId,time,type,/);
		expect(row).to.match(/^alice,e1,,,.*,"a ""b"", c",Mfa: Failure; x,+$/);
		expect(end).to.equal("");
		expect(await wholeText(eventsAsCsv(inBatches([])))).to.equal(`${head}\n`);
	});

	for (const text of ["=1+1", "+01:00", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uFF1D1"])
		it(`neutralize ${JSON.stringify(text)}, which could be a formula`, async () => {
			const row =
				(await wholeText(eventsAsCsv(inBatches([{ username: text, eventId: "e1" }])))).split("\n")[1] ?? "";
			expect(row).to.match(/^"'/).and.to.match(/",e1,/);
		});

	it("are one JSON object per line for `jsonl`", async () => {
		const events = [1, 2].map((at) => ({ username: "alice", eventId: `e${at}` }));
		expect(
			(await wholeText(eventsAsJsonLines(inBatches(events, 1))))
				.split("\n")
				.slice(0, 2)
				.map((line) => JSON.parse(line)),
		).to.deep.equal(events);
		expect(await wholeText(eventsAsJsonLines(inBatches([])))).to.equal("");
	});
});
