import { expect } from "chai";
import { listUsernames } from "#provider/cognito/listUsernames";
import { failureOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";

const userPoolId = "eu-central-1_Test";

/** Cognito with a pool of users `u1`, `u2`, …, and another pool. */
function cognitoWith(users: number): FakeCognito {
	const cognito = new FakeCognito();
	for (let at = 1; at <= users; at++) cognito.hold({ userPoolId, username: `u${at}` });
	cognito.hold({ userPoolId: "eu-central-1_Other", username: "stranger" });
	return cognito;
}

describe("The users of a pool", () => {
	it("come from all pages, in order", async () => {
		const names = await Array.fromAsync(listUsernames(cognitoWith(130), userPoolId));
		expect(names).to.deep.equal(Array.from({ length: 130 }, (_, at) => `u${at + 1}`));
	});

	it("are read no further than requested", async () => {
		const cognito = cognitoWith(130);
		for await (const name of listUsernames(cognito, userPoolId)) if (name === "u60") break;
		expect(cognito.userReads).to.have.length(1);
	});

	it("end with a failure if Cognito sends a page token again", async () => {
		const endless = { listUsers: async () => ({ usernames: [], nextToken: "again" }) };
		expect(await failureOf(Array.fromAsync(listUsernames(endless, userPoolId)))).to.deep.equal({
			kind: "endlessPages",
			operation: "ListUsers",
			userPoolId,
			detail: "repeated a page token, so the list of users never ends",
		});
	});
});
