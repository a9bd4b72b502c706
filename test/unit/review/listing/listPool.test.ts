import { expect } from "chai";
import { CognitoError, type FailureKind, isCognitoError } from "pulumi-cognito-feedback/internal/cognito";
import { listPool, type PoolListing, type UserEvent } from "#review/listing/listPool";
import { sameUserText, userFailureText, userFailureTexts } from "#review/terminal/messages";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { FakeCognito } from "../../../support/fakeCognito.ts";

const userPoolId = "eu-central-1_Test";

const failed = (kind: FailureKind) =>
	new CognitoError({ kind, operation: "AdminListUserAuthEvents", userPoolId });

/** Cognito with a pool of users `u1`, `u2`, …, who have two events each. */
function cognitoWith(users: number): FakeCognito {
	const cognito = new FakeCognito();
	for (let at = 1; at <= users; at++)
		cognito.hold({ userPoolId, username: `u${at}` }, { eventId: `u${at}-new` }, { eventId: `u${at}-old` });
	return cognito;
}

/** Lists a pool, and collects its events. */
async function list(cognito: FakeCognito, listing: Omit<PoolListing, "onEvents" | "userPoolId"> = {}) {
	const events: UserEvent[] = [];
	const onEvents = (listed: readonly UserEvent[]) => void events.push(...listed);
	return { ...(await listPool(cognito, { userPoolId, ...listing, onEvents })), events };
}

describe("Listing the events of a pool", () => {
	it("returns events user by user, in order, whatever the order of the responses", async () => {
		const cognito = cognitoWith(3);
		const first = Promise.withResolvers<void>();
		cognito.beforeRead = ({ username }) => {
			if (username === "u3") first.resolve();
			return username === "u1" ? first.promise : undefined;
		};
		const { events, users, failures } = await list(cognito);
		expect(events.map(({ username, eventId }) => [username, eventId])).to.deep.equal(
			["u1", "u2", "u3"].flatMap((name) => ["new", "old"].map((age) => [name, `${name}-${age}`])),
		);
		expect({ users, failures }).to.deep.equal({ users: 3, failures: [] });
	});

	it("reports its progress", async () => {
		const seen: unknown[] = [];
		const onProgress = (listed: number, of: number | undefined) => seen.push([listed, of]);
		await list(cognitoWith(2), { usernames: ["u1", "u2"], onProgress });
		await list(cognitoWith(1), { onProgress });
		expect(seen).to.deep.equal([
			[1, 2],
			[2, 2],
			[1, undefined],
		]);
	});

	it("omits a user that does not exist, and reports the position without the name", async () => {
		const cognito = cognitoWith(1);
		cognito.beforeRead = ({ username }) => {
			if (username === "nobody") throw failed("userNotFound");
		};
		const { events, failures } = await list(cognito, { usernames: ["nobody", "u1"] });
		expect(events).to.have.length(2);
		expect(
			failures.map(({ error, position }) => [isCognitoError(error) && error.failure.kind, position]),
		).to.deep.equal([["userNotFound", { number: 1, of: 2 }]]);
		expect(failures.map(userFailureText).join()).to.match(
			/^user 1 of 2: user pool eu-central-1_Test: the user pool has no user with this username\./,
		);
	});

	it("reports no position for a single user", async () => {
		const cognito = cognitoWith(1);
		cognito.beforeRead = () => {
			throw failed("userNotFound");
		};
		const { failures } = await list(cognito, { usernames: ["u1"] });
		expect(failures.map(userFailureText).join()).to.match(/^user pool eu-central-1_Test: /);
	});

	it("lists the other users if Cognito's rules or Cognito reject a username of the pool", async () => {
		const cognito = cognitoWith(2);
		cognito.hold({ userPoolId, username: "john smith" }, { eventId: "never" });
		cognito.hold({ userPoolId, username: "CORP\\john" }, { eventId: "never" });
		cognito.beforeRead = ({ username }) => {
			if (username.startsWith("CORP")) throw failed("invalidParameter");
		};
		const { events, failures } = await list(cognito);
		expect(events).to.have.length(4);
		const texts = failures.map(userFailureText);
		expect(texts[0]).to.match(/^user 3 of the pool: the username has an invalid format; .*`sub`/);
		expect(texts[1]).to.match(/^user 4 of the pool: /);
		expect(texts.join()).not.to.match(/john/);
	});

	it("returns each event once for a user under two names, and reports that both are the same", async () => {
		const cognito = cognitoWith(2);
		cognito.hold({ userPoolId, username: "u1@example.com" }, { eventId: "u1-new" }, { eventId: "u1-old" });
		const usernames = ["u1", "u2", "u1@example.com"];
		const { events, users, sameUsers } = await list(cognito, { usernames });
		expect(events.map(({ eventId }) => eventId)).to.deep.equal(["u1-new", "u1-old", "u2-new", "u2-old"]);
		expect(users).to.equal(2);
		expect(sameUsers.map(sameUserText)).to.deep.equal([
			"user 3 of 3 is the same user as user 1 of 3, under another name; each event is listed once.",
		]);
	});

	it("reports only the first failures", () => {
		const failure = { error: new Error("no"), position: { number: 1 } };
		const texts = userFailureTexts(Array(23).fill(failure));
		expect(texts).to.have.length(21);
		expect(texts.at(-1)).to.equal("and 3 more users could not be listed");
	});

	it("stops after a failure that would affect all users", async () => {
		const cognito = cognitoWith(1_000);
		const denied = failed("accessDenied");
		cognito.beforeRead = ({ username }) => {
			if (username === "u5") throw denied;
			return new Promise((resolve) => setImmediate(resolve));
		};
		expect(await rejectionOf(list(cognito))).to.equal(denied);
		await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
		expect(cognito.reads.length).to.be.lessThan(20);
	});

	it("passes events on while others are still requested, and waits for a receiver that is behind", async () => {
		const cognito = cognitoWith(1_000);
		const received = Promise.withResolvers<void>();
		const calls: number[] = [];
		const listing = listPool(cognito, {
			userPoolId,
			onEvents: (events) => {
				calls.push(events.length);
				return received.promise;
			},
		});
		for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
		const asked = cognito.reads.length;
		expect(asked).to.be.lessThan(500);
		received.resolve();
		expect((await listing).users).to.equal(1_000);
		expect(calls.reduce((sum, each) => sum + each, 0)).to.equal(2_000);
	});
});
