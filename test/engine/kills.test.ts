import { killTest, usualKills } from "../support/killTest.ts";

/** test/slow has the other rows and moments. */
describe("A run that is killed in the middle", () => {
	for (const row of usualKills) killTest(row, [row.work.count / 2]);
});
