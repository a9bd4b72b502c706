import { expect } from "chai";
import { isRegionName, regionOf } from "#provider/cognito/connection";

describe("The Region of a user pool", () => {
	for (const [poolId, region] of [
		["eu-central-1_AbCdEf123", "eu-central-1"],
		["us-gov-west-1_A", "us-gov-west-1"],
		["us-isob-east-1_A", "us-isob-east-1"],
		["ap-southeast-12_A", "ap-southeast-12"],
		["eu-central-1_local_A", "eu-central-1"],
		["local_A", undefined],
		["EU-CENTRAL-1_A", undefined],
		["eu-central_A", undefined],
		["_eu-central-1", undefined],
		["eu-central-1", undefined],
		["eu-central-12", undefined],
		["", undefined],
	] as const) {
		it(`of ${JSON.stringify(poolId)} is ${region ?? "not in its ID"}`, () => {
			expect(regionOf(poolId)).to.equal(region);
		});
	}

	it("must be the whole prefix, not a part of it", () => {
		expect(isRegionName("eu-central-1")).to.equal(true);
		for (const text of ["eu-central-1a", " eu-central-1", "eu-central-1\n", "eu-central-123", "eu1"])
			expect(isRegionName(text)).to.equal(false);
	});
});
