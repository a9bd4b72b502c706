import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { Siblings } from "#provider/adapters/session";

describe("a set of a large file of which a part failed", () => {
	it("waits until the others have started while any step is in progress", async () => {
		const siblings = new Siblings(() => 2);
		siblings.expect(["reviewed", "reviewed-1"]);
		siblings.begun("reviewed");
		const ended: string[] = [];
		const waiting = siblings.othersBegun(Number.POSITIVE_INFINITY).then(() => ended.push("waiting"));
		await setImmediate();
		ended.push("begun");
		siblings.begun("reviewed-1");
		await waiting;
		expect(ended).to.deep.equal(["begun", "waiting"]);
	});

	it("does not wait if there are no others or all have started", async () => {
		const siblings = new Siblings(() => 2);
		await siblings.othersBegun(Number.POSITIVE_INFINITY);
		siblings.begun("reviewed");
		siblings.expect(["reviewed"]);
		await siblings.othersBegun(Number.POSITIVE_INFINITY);
	});

	it("stops waiting once only waiting sets are in progress, or the run is cancelled", async () => {
		let running = 2;
		const siblings = new Siblings(() => running);
		siblings.expect(["reviewed-1"]);
		const step = () => siblings.othersBegun(10).then(() => running--);
		await Promise.all([step(), step()]);
		siblings.stop();
		await siblings.othersBegun(Number.POSITIVE_INFINITY);
	});
});
