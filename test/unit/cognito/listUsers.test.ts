import { expect } from "chai";
import { listUsers } from "#provider/cognito/listUsers";
import { RateLimitedCognito } from "#provider/cognito/rateLimited";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";
import { fakeTimes } from "../../support/fakeTime.ts";

const userPoolId = "eu-central-1_Test";

function serviceWith(count: number): FakeCognito {
	const service = new FakeCognito();
	for (let at = 1; at <= count; at++) service.hold({ userPoolId, username: `u${at}` });
	service.hold({ userPoolId: "eu-central-1_Other", username: "stranger" });
	return service;
}

describe("the users of a pool", () => {
	it("come from all pages, in order", async () => {
		const names = await Array.fromAsync(listUsers(serviceWith(130), userPoolId));
		expect(names).to.deep.equal(Array.from({ length: 130 }, (_, at) => `u${at + 1}`));
	});

	it("are read no further than asked for", async () => {
		const service = serviceWith(130);
		for await (const name of listUsers(service, userPoolId)) if (name === "u60") break;
		expect(service.userReads).to.have.length(1);
	});

	it("end with an error where Cognito goes round in circles", async () => {
		const endless = { listUsers: async () => ({ usernames: [], nextToken: "again" }) };
		const failure = await rejectionOf(Array.fromAsync(listUsers(endless, userPoolId)));
		expect(failure).to.be.instanceOf(Error);
		expect((failure as Error).message).to.match(/^user pool eu-central-1_Test: .*same page token again/);
	});
});

describe("a paced list of users", () => {
	const time = fakeTimes();

	it("shares the pace of reading events", async () => {
		const service = serviceWith(1);
		const paced = new RateLimitedCognito(service, 5);
		for (let count = 0; count < 20; count++) {
			void paced.listUsers(userPoolId);
			void paced.listAuthEvents({ userPoolId, username: "u1" });
		}
		await time().settle();
		expect(service.userReads.length + service.reads.length).to.equal(10);
		await time().advance(1_000);
		expect(service.userReads.length + service.reads.length).to.be.within(19, 21);
	});
});
