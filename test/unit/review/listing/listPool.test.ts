import { expect } from "chai";
import { FeedbackError } from "pulumi-cognito-feedback/cognito";
import { listPool } from "#review/listing/listPool";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { FakeFeedbackService } from "../../../support/fakeFeedbackService.ts";

const userPoolId = "eu-central-1_Test";

/** A pool of users `u1`, `u2`, … with two events each. */
function poolOf(users: number): FakeFeedbackService {
	const service = new FakeFeedbackService();
	for (let at = 1; at <= users; at++)
		service.hold({ userPoolId, username: `u${at}` }, { eventId: `u${at}-new` }, { eventId: `u${at}-old` });
	return service;
}

describe("listing the events of a pool", () => {
	it("is user by user, in their order, however the answers come", async () => {
		const service = poolOf(3);
		const first = Promise.withResolvers<void>();
		service.beforeRead = ({ username }) => {
			if (username === "u3") first.resolve();
			return username === "u1" ? first.promise : undefined;
		};
		const { events, users, failures } = await listPool(service, { userPoolId });
		expect(events.map(({ username, eventId }) => [username, eventId])).to.deep.equal(
			["u1", "u2", "u3"].flatMap((name) => ["new", "old"].map((age) => [name, `${name}-${age}`])),
		);
		expect({ users, failures }).to.deep.equal({ users: 3, failures: [] });
	});

	it("tells how far it is", async () => {
		const seen: unknown[] = [];
		const onProgress = (listed: number, of: number | undefined) => seen.push([listed, of]);
		await listPool(poolOf(2), { userPoolId, usernames: ["u1", "u2"], onProgress });
		await listPool(poolOf(1), { userPoolId, onProgress });
		expect(seen).to.deep.equal([
			[1, 2],
			[2, 2],
			[1, undefined],
		]);
	});

	it("leaves out a user that does not exist, and says which without the name", async () => {
		const service = poolOf(1);
		service.beforeRead = ({ username }) => {
			if (username === "nobody") throw new FeedbackError("the user pool has no such user.", "userNotFound");
		};
		const { events, failures } = await listPool(service, { userPoolId, usernames: ["nobody", "u1"] });
		expect(events).to.have.length(2);
		expect(failures.map(({ message }) => message)).to.deep.equal([
			"user 1 of the 2 given: the user pool has no such user.",
		]);
	});

	it("asks for no more users once one fails in a way that all would", async () => {
		const service = poolOf(1_000);
		service.beforeRead = ({ username }) => {
			if (username === "u5") throw new FeedbackError("no", "accessDenied");
			return new Promise((resolve) => setImmediate(resolve));
		};
		const failure = await rejectionOf(listPool(service, { userPoolId }));
		expect(failure.message).to.equal("no");
		await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
		expect(service.reads.length).to.be.lessThan(20);
	});
});
