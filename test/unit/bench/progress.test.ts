import { expect } from "chai";
import { BenchProgress } from "../../../bench/progress.ts";

describe("bench: progress", () => {
	it("shows what is in progress, and estimates the rest by the speed so far", async () => {
		const lines: string[] = [];
		let time = 0;
		const progress = new BenchProgress(
			300,
			(line) => lines.push(line),
			() => time,
		);
		const take = (seconds: number) => async () => {
			time += seconds;
		};
		await progress.during("first", 100, take(200));
		await progress.during("second", 100, take(160));
		await progress.during("third", 100, take(1));
		expect(lines).to.deep.equal([
			"[0:00 min, about 5:00 min left] first",
			"[3:20 min, about 6:40 min left] second",
			"[6:00 min, about 3:00 min left] third",
		]);
	});
});
