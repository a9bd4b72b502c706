import { runTwoUps } from "../support/twoUps.ts";

/** test/slow covers the same with state in PostgreSQL. */
describe("Two `up`s of one stack at once", () => {
	it("do not run concurrently with state in files: the second fails until the first has ended", () =>
		runTwoUps());
});
