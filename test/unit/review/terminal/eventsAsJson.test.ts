import { expect } from "chai";
import { eventsAsJson } from "#review/terminal/eventsAsJson";

describe("events as JSON", () => {
	it("escape terminal control characters, and parse to the original", () => {
		const event = { username: "a\u009b31m\u202Eb\u007f", eventId: "e1", device: "\u001b[2J" };
		const text = eventsAsJson([event]);
		expect(text).not.to.match(/[^\P{Cc}\n]|\u202E/u);
		expect(JSON.parse(text)).to.deep.equal([event]);
	});
});
