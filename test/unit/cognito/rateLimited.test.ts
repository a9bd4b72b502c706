import { expect } from "chai";
import type { AuthEventPage } from "#provider/cognito/authEvent";
import { CognitoError, type Failure, type FailureKind } from "#provider/cognito/cognitoError";
import { connect, RateLimitedCognito } from "#provider/cognito/rateLimited";
import { alice, buildDecision } from "../../support/buildDecision.ts";
import { failureOf, rejectionOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";
import { fakeTimes } from "../../support/fakeTime.ts";
import { throttling } from "../../support/quotaServer.ts";

const other = { userPoolId: "us-east-1_Other", username: "alice" };

/** A Cognito that records its requests, wrapped by a rate limit. */
function limitedTo(requestsPerSecond: number) {
	const cognito = new FakeCognito();
	cognito.hold(alice, { eventId: "e1" });
	cognito.hold(other, { eventId: "e1" });
	return { cognito, limited: new RateLimitedCognito(cognito, requestsPerSecond) };
}

/** A failure of feedback on event `e1`. */
const failed = (kind: FailureKind, circumstances: Partial<Failure> = {}) =>
	new CognitoError({
		kind,
		operation: "AdminUpdateAuthEventFeedback",
		userPoolId: alice.userPoolId,
		eventId: "e1",
		mayHaveArrived: false,
		...circumstances,
	});

describe("Rate-limited Cognito", () => {
	const time = fakeTimes();

	it("passes on requests and responses unchanged", async () => {
		const { cognito, limited } = limitedTo(20);
		await limited.submitFeedback(buildDecision());
		expect(cognito.submitted).to.deep.equal([buildDecision()]);
		const page: AuthEventPage = await limited.listAuthEvents(alice, "0");
		expect(page.events.map(({ eventId }) => eventId)).to.deep.equal(["e1"]);
		expect(cognito.reads).to.deep.equal([{ user: alice, token: "0" }]);
		expect(await limited.listUsers(alice.userPoolId)).to.deep.equal({ usernames: ["alice"] });
	});

	it("passes on failures", async () => {
		const { cognito, limited } = limitedTo(20);
		cognito.beforeSubmit = () => {
			throw failed("accessDenied", { detail: "not you", attempts: 1, status: 400 });
		};
		expect(await failureOf(limited.submitFeedback(buildDecision()))).to.deep.equal(
			failed("accessDenied", { detail: "not you", attempts: 1, status: 400 }).failure,
		);
		const bug = new TypeError("a bug");
		cognito.beforeRead = () => {
			throw bug;
		};
		expect(await rejectionOf(limited.listAuthEvents(alice))).to.equal(bug);
	});

	it("starts half a second's worth at once, and reads twice as fast as it submits", async () => {
		const { cognito, limited } = limitedTo(5);
		for (let count = 0; count < 100; count++) {
			void limited.submitFeedback(buildDecision());
			void limited.listAuthEvents(alice);
		}
		await time().settle();
		expect([cognito.submitted.length, cognito.reads.length]).to.deep.equal([2, 5]);
		await time().advance(4_050);
		expect(cognito.submitted.length).to.be.within(21, 22);
		expect(cognito.reads.length).to.be.within(44, 45);
	});

	it("lists users and events at separate rates", async () => {
		const { cognito, limited } = limitedTo(20);
		for (let count = 0; count < 200; count++) {
			void limited.listUsers(alice.userPoolId);
			void limited.listAuthEvents(alice);
		}
		await time().advance(2_000);
		expect(cognito.userReads.length).to.be.within(58, 60);
		expect(cognito.reads.length).to.be.within(98, 100);
	});

	it("lists events at the configured rate, without affecting other requests", async () => {
		const cognito = new FakeCognito();
		cognito.hold(alice, { eventId: "e1" });
		const limited = new RateLimitedCognito(cognito, 5, 40);
		for (let count = 0; count < 100; count++) {
			void limited.submitFeedback(buildDecision());
			void limited.listUsers(alice.userPoolId);
			void limited.listAuthEvents(alice);
		}
		await time().advance(990);
		expect(cognito.reads.length).to.be.within(46, 48);
		expect(cognito.userReads.length).to.be.within(6, 8);
		expect(cognito.submitted.length).to.be.within(5, 6);
	});

	it("stays below each quota of Cognito in any second, even after a pause", async () => {
		const { cognito, limited } = limitedTo(20);
		const begun = { feedback: [] as number[], events: [] as number[], users: [] as number[] };
		cognito.beforeSubmit = () => void begun.feedback.push(time().now);
		cognito.beforeRead = () => void begun.events.push(time().now);
		cognito.beforeListUsers = () => void begun.users.push(time().now);
		for (let round = 0; round < 2; round++) {
			for (let count = 0; count < 100; count++) {
				void limited.submitFeedback(buildDecision());
				void limited.listAuthEvents(alice);
				void limited.listUsers(alice.userPoolId);
			}
			await time().advance(15_000);
		}
		expect(begun.feedback).to.have.length(200);
		const most = (times: readonly number[]) =>
			Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
		expect(most(begun.feedback)).to.be.within(20, 25);
		expect(most(begun.events)).to.be.within(40, 49);
		expect(most(begun.users)).to.be.within(24, 29);
	});

	it("does not let hanging feedback requests delay a listing, or the reverse", async () => {
		const { cognito, limited } = limitedTo(20);
		const never = new Promise<void>(() => {});
		cognito.beforeSubmit = () => never;
		for (let count = 0; count < 50; count++) void limited.submitFeedback(buildDecision());
		await time().advance(60_000);
		expect(cognito.submitted).to.have.length(limited.concurrency(alice.userPoolId)).and.have.length(16);
		await time().until(limited.listAuthEvents(alice));

		cognito.beforeSubmit = () => {};
		cognito.beforeRead = ({ userPoolId }) => (userPoolId === other.userPoolId ? never : undefined);
		for (let count = 0; count < 50; count++) void limited.listAuthEvents(other);
		await time().advance(60_000);
		await time().until(limited.submitFeedback({ ...buildDecision(), ...other }));
	});

	it("does not let throttled feedback slow down listings", async () => {
		const { cognito, limited } = limitedTo(20);
		cognito.beforeSubmit = () => {
			throw throttling();
		};
		limited.submitFeedback(buildDecision()).catch(() => undefined);
		await time().advance(30_000);
		const begun = time().now;
		await time().until(Promise.all(Array.from({ length: 8 }, () => limited.listAuthEvents(alice))));
		expect(time().now).to.equal(begun);
	});

	it("limits each Region separately, and the pools of a Region together", async () => {
		const { cognito, limited } = limitedTo(1);
		const sameRegion = { ...buildDecision(), userPoolId: "eu-central-1_Second" };
		void limited.submitFeedback(buildDecision());
		void limited.submitFeedback(sameRegion);
		void limited.submitFeedback({ ...buildDecision(), ...other });
		await time().settle();
		expect(cognito.submitted.map(({ userPoolId }) => userPoolId)).to.deep.equal([
			alice.userPoolId,
			other.userPoolId,
		]);
		await time().advance(1_000);
		expect(cognito.submitted.at(-1)).to.deep.equal(sameRegion);
	});

	it("limits all pools that are called in one Region together", async () => {
		const cognito = new FakeCognito();
		const limited = new RateLimitedCognito(cognito, 1, 2, { region: "us-west-2" });
		void limited.submitFeedback(buildDecision());
		void limited.submitFeedback({ ...buildDecision(), ...other });
		await time().settle();
		expect(cognito.submitted).to.have.length(1);
	});

	it("limits pools whose ID does not name a Region together", async () => {
		const { cognito, limited } = limitedTo(1);
		void limited.submitFeedback(buildDecision({ userPoolId: "local_One" }));
		void limited.submitFeedback(buildDecision({ userPoolId: "local_Two" }));
		await time().settle();
		expect(cognito.submitted).to.have.length(1);
	});

	it("reports that an attempt before the last may have been carried out", async () => {
		const { cognito, limited } = limitedTo(20);
		const failures = [failed("throttled", { mayHaveArrived: true }), failed("accessDenied")];
		cognito.beforeSubmit = () => {
			throw failures.shift();
		};
		expect(await time().until(failureOf(limited.submitFeedback(buildDecision())))).to.include({
			kind: "accessDenied",
			mayHaveArrived: true,
		});
	});

	describe("with a failure shared by all waiting requests", () => {
		const eventIds = ["e1", "e2", "e3"];

		for (const kind of ["unreachable", "connectionReset", "timeout"] as const) {
			it(`names the event of each, and that unsent ones had no effect (${kind})`, async () => {
				const { cognito, limited } = limitedTo(1);
				const shared = { code: "ECONNRESET", detail: "gone", attempts: 3 };
				cognito.beforeSubmit = async () => {
					await time().sleep(100);
					throw failed(kind, { ...shared, mayHaveArrived: true });
				};
				const failures = eventIds.map((eventId) =>
					failureOf(limited.submitFeedback(buildDecision({ eventId }))),
				);
				expect(await time().until(Promise.all(failures))).to.deep.equal(
					eventIds.map((eventId) => ({
						...failed(kind, { ...shared, eventId, mayHaveArrived: eventId === "e1" }).failure,
					})),
				);
				expect(cognito.submitted.map(({ eventId }) => eventId)).to.deep.equal(["e1"]);
			});
		}

		it("names the event of each even after a minute of throttling", async () => {
			const { cognito, limited } = limitedTo(20);
			cognito.beforeSubmit = ({ eventId }) => {
				throw failed("throttled", { eventId });
			};
			const failures = eventIds.map((eventId) =>
				failureOf(limited.submitFeedback(buildDecision({ eventId }))),
			);
			expect(await time().until(Promise.all(failures))).to.deep.equal(
				eventIds.map((eventId) => failed("throttled", { eventId }).failure),
			);
		});

		it("names the pool and the operation of each listing, and no event", async () => {
			const cognito = new FakeCognito();
			const limited = new RateLimitedCognito(cognito, 0.5);
			cognito.beforeRead = async () => {
				await time().sleep(100);
				const operation = "AdminListUserAuthEvents";
				throw new CognitoError({ kind: "unreachable", operation, userPoolId: alice.userPoolId });
			};
			cognito.beforeListUsers = async () => {
				await time().sleep(100);
				throw new CognitoError({
					kind: "unreachable",
					operation: "ListUsers",
					userPoolId: alice.userPoolId,
				});
			};
			const second = "eu-central-1_Second";
			const failures = [
				limited.listAuthEvents(alice),
				limited.listAuthEvents({ userPoolId: second, username: "bob" }),
				limited.listUsers(alice.userPoolId),
				limited.listUsers(second),
			].map(failureOf);
			expect(await time().until(Promise.all(failures))).to.deep.equal([
				{ kind: "unreachable", operation: "AdminListUserAuthEvents", userPoolId: alice.userPoolId },
				{ kind: "unreachable", operation: "AdminListUserAuthEvents", userPoolId: second },
				{ kind: "unreachable", operation: "ListUsers", userPoolId: alice.userPoolId },
				{ kind: "unreachable", operation: "ListUsers", userPoolId: second },
			]);
			expect([cognito.reads.length, cognito.userReads.length]).to.deep.equal([1, 1]);
		});
	});

	describe("in a cancelled run", () => {
		it("completes requests in progress, and fails waiting and later ones, which had no effect", async () => {
			const { cognito, limited } = limitedTo(1);
			cognito.beforeSubmit = () => time().sleep(100);
			const first = limited.submitFeedback(buildDecision());
			const queued = failureOf(limited.submitFeedback(buildDecision({ eventId: "e2" })));
			await time().settle();
			limited.cancel();
			const later = failureOf(limited.submitFeedback(buildDecision({ eventId: "e3" })));
			await time().until(first);
			for (const [eventId, failure] of [
				["e2", queued],
				["e3", later],
			] as const) {
				expect(await time().until(failure)).to.deep.equal({
					kind: "cancelled",
					operation: "AdminUpdateAuthEventFeedback",
					userPoolId: alice.userPoolId,
					eventId,
					mayHaveArrived: false,
				});
			}
			expect(cognito.submitted).to.deep.equal([buildDecision()]);
		});

		it("fails listings, and requests to a Region without earlier ones", async () => {
			const { cognito, limited } = limitedTo(20);
			limited.cancel();
			for (const request of [
				limited.listAuthEvents(alice),
				limited.listUsers(alice.userPoolId),
				limited.submitFeedback({ ...buildDecision(), ...other }),
			])
				expect(await failureOf(request)).to.include({ kind: "cancelled" });
			expect([cognito.requests, cognito.userReads.length]).to.deep.equal([0, 0]);
		});

		it("does not retry a throttled request, and reports that an earlier attempt may have been carried out", async () => {
			const { cognito, limited } = limitedTo(20);
			cognito.beforeSubmit = () => {
				limited.cancel();
				throw failed("throttled", { mayHaveArrived: true });
			};
			expect(await time().until(failureOf(limited.submitFeedback(buildDecision())))).to.include({
				kind: "cancelled",
				mayHaveArrived: true,
			});
			expect(cognito.submitted).to.have.length(1);
		});
	});
});

describe("Connecting to Cognito", () => {
	const access = { connection: { endpoint: "http://127.0.0.1:9" }, requestsPerSecond: 20 };
	const { connection } = access;

	/** Connects with these environment variables, which are removed afterwards. */
	function connectWith(variables: Readonly<Record<string, string>>) {
		const before = { ...process.env };
		Object.assign(process.env, variables);
		try {
			return connect(access);
		} finally {
			for (const name of Object.keys(variables)) {
				if (before[name] === undefined) delete process.env[name];
				else process.env[name] = before[name];
			}
		}
	}

	it("shares connections and rate between all callers with the same access", () => {
		expect(connect({ ...access })).to.equal(connect(structuredClone(access)));
	});

	it("keeps another stack's profile, endpoint and rate apart", () => {
		expect(connect({ ...access, requestsPerSecond: 10 })).not.to.equal(connect(access));
		expect(connect({ ...access, listingRequestsPerSecond: 10 })).not.to.equal(connect(access));
		for (const own of [{ profile: "audit" }, { endpoint: "http://127.0.0.1:10" }])
			expect(connect({ ...access, connection: { ...connection, ...own } })).not.to.equal(connect(access));
	});

	for (const [name, value] of [
		["AWS_PROFILE", "audit"],
		["AWS_ACCESS_KEY_ID", "AKIAOTHER"],
		["AWS_SECRET_ACCESS_KEY", "other"],
		["AWS_SESSION_TOKEN", "token"],
		["AWS_ENDPOINT_URL", "http://127.0.0.1:10"],
	] as const) {
		it(`keeps apart what ${name} changes`, () => {
			const before = connect(access);
			const other = connectWith({ [name]: value });
			expect(other)
				.not.to.equal(before)
				.and.not.equal(connectWith({ [name]: `${value}2` }));
			expect(connectWith({ [name]: value })).to.equal(other);
			expect(connect(access)).to.equal(before);
		});
	}

	it("considers only AWS variables, in any order", () => {
		const variables = { AWS_PROFILE: "audit", AWS_SESSION_TOKEN: "token" };
		const reversed = Object.fromEntries(Object.entries(variables).reverse());
		expect(connectWith(variables)).to.equal(connectWith(reversed));
		expect(connectWith({ COGNITO_FEEDBACK_TEST: "1" })).to.equal(connect(access));
	});

	it("never confuses two environments, whatever their values are", () => {
		expect(connectWith({ AWS_A: 'b","AWS_C', AWS_D: "e" })).not.to.equal(
			connectWith({ AWS_A: "b", AWS_C: "AWS_D", AWS_D: "e" }),
		);
	});

	it("keeps no variable's value in the key of a connection", () => {
		const variables = {
			AWS_ACCESS_KEY_ID: "AKIACANARY",
			AWS_SECRET_ACCESS_KEY: "canary/secret+key",
			AWS_SESSION_TOKEN: "canary-session-token",
			AWS_PROFILE: "canary-profile",
		};
		const keys = keysAskedFor(() => connectWith(variables));
		expect(keys).to.have.length(1);
		expect(keys[0]).to.match(/^[\w+/=]{44}$/);
		for (const value of Object.values(variables)) {
			for (const form of [value, encodeURIComponent(value), Buffer.from(value).toString("base64")])
				expect(keys[0]).not.to.include(form);
		}
	});
});

/** The keys that maps are read by while a function runs. */
function keysAskedFor(run: () => void): unknown[] {
	const keys: unknown[] = [];
	const { get } = Map.prototype;
	Map.prototype.get = function (key) {
		keys.push(key);
		return get.call(this, key);
	};
	try {
		run();
	} finally {
		Map.prototype.get = get;
	}
	return keys;
}
