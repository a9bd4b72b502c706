import { expect } from "chai";
import { unclear } from "../../faults/clarity.ts";

describe("runs with faults: errors", () => {
	it("are clear if each explains what to do", () => {
		expect(unclear("the server hung up. Check the network.")).to.equal(undefined);
		expect(unclear("2 failed; the next `pulumi up` submits the rest.\nevent a: no. Sign in again.")).to.equal(
			undefined,
		);
	});

	for (const [error, expected] of [
		["socket hang up", "does not say what to do: socket hang up"],
		["it failed. Check it.\nsocket hang up", "does not say what to do"],
		["undefined is no function. Check it.", "is not for people"],
		["no user customer0001. Check it.", "names the user"],
	] as const) {
		it(`are unclear if they are like ${JSON.stringify(error)}`, () => {
			expect(unclear(error)).to.contain(expected);
		});
	}
});
