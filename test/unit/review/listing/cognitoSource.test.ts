import { expect } from "chai";
import { CognitoError } from "pulumi-cognito-feedback/internal/cognito";
import { cognitoSource } from "#review/sources/cognito";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { FakeCognito } from "../../../support/fakeCognito.ts";
import { memoryStore } from "../../../support/memoryStore.ts";

const userPoolId = "eu-central-1_Test";
const perUser = 50;

/** A pool of 200 users with 50 events each: two batches. */
function largePool(): FakeCognito {
	const cognito = new FakeCognito();
	for (let user = 0; user < 200; user++)
		cognito.hold(
			{ userPoolId, username: `u${user}` },
			...Array.from({ length: perUser }, (_, at) => ({ eventId: `u${user}-${at}` })),
		);
	return cognito;
}

describe("the events that Cognito lists", () => {
	const store = memoryStore(userPoolId);
	const stored = async () => {
		const [row] = await store().rows<{ events: number }>("SELECT count(*) AS events FROM events");
		return row?.events;
	};

	it("are all added to the store, in batches, and counted once", async () => {
		const reading = await cognitoSource(largePool()).fill(store(), {}, () => {});
		expect(reading).to.include({ lines: 200 * perUser, events: 200 * perUser, complete: true });
		expect(await stored()).to.equal(200 * perUser);
	});

	it("are kept in the store if the listing fails later", async () => {
		const cognito = largePool();
		const expired = new CognitoError({
			kind: "accessDenied",
			operation: "AdminListUserAuthEvents",
			userPoolId,
		});
		cognito.beforeRead = async ({ username }) => {
			if (username !== "u150") return;
			await new Promise((resolve) => setImmediate(resolve));
			throw expired;
		};
		expect(await rejectionOf(cognitoSource(cognito).fill(store(), {}, () => {}))).to.equal(expired);
		expect(await stored())
			.to.be.a("number")
			.greaterThan(0);
	});
});
