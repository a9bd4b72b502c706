import { expect } from "chai";
import { type AuthEventFilter, InvalidArguments, listEvents } from "#provider/cognito/listEvents";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";

/** The reasons why these arguments, of any type, are rejected. No request may be made. */
async function refusalOf(user: object, filter: object = {}): Promise<readonly string[]> {
	const cognito = new FakeCognito();
	cognito.hold(alice, buildAuthEvent());
	const error = await rejectionOf(listEvents(cognito, { ...alice, ...user }, filter as AuthEventFilter));
	if (!(error instanceof InvalidArguments)) throw error;
	expect(cognito.requests).to.equal(0);
	return error.failures;
}

/** The reason, if there is only one. */
async function reasonOf(user: object, filter?: object): Promise<string> {
	const failures = await refusalOf(user, filter);
	expect(failures).to.have.length(1);
	return failures.join();
}

describe("arguments of listing a user's events", () => {
	for (const [user, expected] of [
		[{ userPoolId: "nowhere" }, "`userPoolId` has an invalid format"],
		[{ userPoolId: undefined }, "`userPoolId` is required"],
		[{ username: "" }, "`username` is 0 characters long"],
		[{ username: 7 }, "`username` must be a string, not a number"],
	] as const) {
		it(`are rejected if they are ${JSON.stringify(user)}`, async () => {
			expect(await reasonOf(user)).to.contain(expected);
		});
	}

	it("are rejected without printing an invalid username", async () => {
		expect(await reasonOf({ username: "zoe in berlin" }))
			.to.contain("`username`")
			.and.not.to.match(/zoe|berlin/);
	});

	for (const [filter, name] of [
		[{ riskLevelAtLeast: "high" }, "riskLevelAtLeast"],
		[{ riskLevelAtLeast: "" }, "riskLevelAtLeast"],
		[{ since: "" }, "since"],
		[{ since: "yesterday" }, "since"],
		[{ since: "2026-13-01" }, "since"],
		[{ since: 7 }, "since"],
		[{ types: "SignIn" }, "types"],
		[{ types: [7] }, "types"],
		[{ unreviewed: "true" }, "unreviewed"],
		[{ unreviewed: "false" }, "unreviewed"],
		[{ unreviewed: 1 }, "unreviewed"],
		[{ limit: 0 }, "limit"],
		[{ limit: -1 }, "limit"],
		[{ limit: 1.5 }, "limit"],
		[{ limit: Number.NaN }, "limit"],
		[{ limit: Number.POSITIVE_INFINITY }, "limit"],
		[{ limit: "5" }, "limit"],
	] as const) {
		it(`are rejected by name with the filter ${JSON.stringify(filter)}`, async () => {
			expect(await reasonOf({}, filter)).to.contain(`\`filter.${name}\` is not`);
		});
	}

	for (const since of [
		"11.12.2026",
		"7",
		"last week 5",
		"Nov 20 2026",
		"2026-02-30",
		"2026-11-31T08:00:00Z",
		"2026-11-20T24:00:00Z",
	]) {
		it(`are rejected with the time ${JSON.stringify(since)}, which is not ISO 8601`, async () => {
			expect(await reasonOf({}, { since })).to.contain("`filter.since` is not a time; expected ISO 8601");
		});
	}

	for (const filter of ["High", ["High"], 7]) {
		it(`are rejected with the filter ${JSON.stringify(filter)}`, async () => {
			expect(await reasonOf({}, filter as object)).to.contain("`filter` is not an object");
		});
	}

	it("are rejected with a misspelled field of a filter, because it would list everything", async () => {
		expect(await reasonOf({}, { riskLevelAtleast: "High" })).to.equal(
			"`filter`: `riskLevelAtleast` is not a valid property (did you mean `riskLevelAtLeast`?); expected `riskLevelAtLeast`, `types`, `since`, `until`, `unreviewed`, `limit`",
		);
	});

	it("are rejected with all their problems at once", async () => {
		const failures = await refusalOf({ username: "" }, { limit: 0, since: "x" });
		expect(failures.map((failure) => failure.split(" ")[0])).to.deep.equal([
			"`username`",
			"`filter.since`",
			"`filter.limit`",
		]);
	});
});
