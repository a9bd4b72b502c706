import { expect } from "chai";
import { CognitoError } from "pulumi-cognito-feedback/internal/cognito";
import type { Aws } from "#review/doctor/aws";
import type { Context } from "#review/doctor/check";
import { quotas } from "#review/doctor/checks/pool";

/** The finding of `doctor` if Cognito knows these categories of quotas. */
function check(known: Readonly<Record<string, number>>) {
	const quota = async (category: string) => {
		if (known[category] === undefined)
			throw new CognitoError({
				kind: "invalidParameter",
				operation: "GetProvisionedLimit",
				userPoolId: "local_A",
			});
		return known[category];
	};
	const aws = { pool: async () => ({}), quota } as unknown as Aws;
	const settings = { requestsPerSecond: 20, listingRequestsPerSecond: 40 };
	return quotas({ aws, env: {}, nodeVersion: "24.0.0", ...settings } satisfies Context);
}

describe("The check of `doctor` on quotas", () => {
	it("uses those that Cognito returns, and omits an unknown category", async () => {
		expect(await check({ UserResourceRead: 50 })).to.deep.equal({
			status: "ok",
			finding: { kind: "quotas", reads: 50 },
		});
		expect((await check({ UserResourceUpdate: 10 })).finding).to.include({ kind: "lowQuotas", updates: 10 });
		expect((await check({})).finding).to.include({ kind: "unsupported" });
	});
});
