import { expect } from "chai";
import { barPaths } from "../../../../review/page/app/model/timeline.ts";

describe("the timeline", () => {
	it("keeps a visible bar for one risky event among thousands, within the drawing", () => {
		const [risky = "", rest = ""] = barPaths([[1], [9_999]], 1);
		expect(risky).to.equal("M0.1 1V0.94h0.8V1z");
		expect(rest).to.equal("M0.1 0.94V0h0.8V0.94z");
	});
});
