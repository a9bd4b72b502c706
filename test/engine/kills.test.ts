import { killTest, usualKills } from "../support/killTest.ts";

/** test/slow covers the other kinds of kills. */
describe("A run that is killed in the middle", () => {
	for (const row of usualKills) killTest(row, [row.work.count / 2]);
});
