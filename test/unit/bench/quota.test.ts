import { expect } from "chai";
import { Quota } from "../../../bench/server/quota.ts";

describe("bench: quota", () => {
	let time: number;
	let quota: Quota;

	beforeEach(() => {
		time = 100;
		quota = new Quota({ perSecond: 25, capacity: 25, now: () => time });
	});

	function takeAll(): number {
		let taken = 0;
		while (quota.take()) taken++;
		return taken;
	}

	it("accepts as many requests at once as its capacity", () => {
		expect(takeAll()).to.equal(25);
	});

	it("fills at its rate", () => {
		takeAll();
		time += 0.4;
		expect(takeAll()).to.equal(10);
	});

	it("does not exceed its capacity after a long pause", () => {
		takeAll();
		time += 3_600;
		expect(takeAll()).to.equal(25);
	});

	it("loses nothing of its rate to rejected requests", () => {
		takeAll();
		let taken = 0;
		for (let request = 0; request < 100; request++) {
			time += 0.01;
			if (quota.take()) taken++;
		}
		expect(taken).to.be.within(24, 25);
	});
});
