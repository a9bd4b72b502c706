import { runTwoUps } from "../support/twoUps.ts";

/** test/slow covers the same with state in PostgreSQL. */
describe("Two `up`s of one stack at once", () => {
	it("do not run together with state in files: the second is refused until the first is done", () =>
		runTwoUps());
});
