import { expect } from "chai";
import { eventsAsJson } from "#review/terminal/eventFormats";
import { inBatches, wholeText } from "../../../support/batches.ts";

describe("events as JSON", () => {
	it("escape terminal control characters, and parse to the original", async () => {
		const event = { username: "a\u009b31m\u202Eb\u007f", eventId: "e1", device: "\u001b[2J" };
		const text = await wholeText(eventsAsJson(inBatches([event])));
		expect(text).not.to.match(/[^\P{Cc}\n]|\u202E/u);
		expect(JSON.parse(text)).to.deep.equal([event]);
	});

	it("are one array, whatever the batches they are read in", async () => {
		const events = [1, 2, 3].map((at) => ({ username: "alice", eventId: `e${at}` }));
		for (const size of [1, 2, 3])
			expect(JSON.parse(await wholeText(eventsAsJson(inBatches(events, size))))).to.deep.equal(events);
		expect(await wholeText(eventsAsJson(inBatches([])))).to.equal("[]\n");
	});
});
