import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { type AuthEventFilter, listEvents } from "#provider/cognito/listEvents";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun } from "../../support/buildRun.ts";

/** What listing with these arguments, of whatever type, is refused with. No request may be made. */
async function refusalOf(user: object, filter: object = {}, problems: string[] = []): Promise<string> {
	const { context, service } = buildRun({ problems });
	service.hold(alice, buildAuthEvent());
	const error = await rejectionOf(listEvents(context, { ...alice, ...user }, filter as AuthEventFilter));
	expect(error).to.be.instanceOf(FeedbackError);
	expect(service.requests).to.equal(0);
	return error.message;
}

describe("arguments of listing a user's events", () => {
	for (const [user, expected] of [
		[{ userPoolId: "nowhere" }, "`userPoolId` has characters or a form that is not allowed"],
		[{ userPoolId: undefined }, "`userPoolId` is required, and missing"],
		[{ username: "" }, "`username` is 0 characters long"],
		[{ username: 7 }, "`username` must be a string, and is of type number"],
	] as const) {
		it(`${JSON.stringify(user)} are refused`, async () => {
			expect(await refusalOf(user))
				.to.contain("getAuthEvents: ")
				.and.to.contain(expected);
		});
	}

	it("a wrong username is not printed", async () => {
		const message = await refusalOf({ username: "zoe in berlin" });
		expect(message)
			.to.contain("`username`")
			.and.not.to.match(/zoe|berlin/);
	});

	for (const [filter, name] of [
		[{ riskLevelAtLeast: "high" }, "riskLevelAtLeast"],
		[{ riskLevelAtLeast: "" }, "riskLevelAtLeast"],
		[{ since: "" }, "since"],
		[{ since: "yesterday" }, "since"],
		[{ since: "2026-13-01" }, "since"],
		[{ limit: 0 }, "limit"],
		[{ limit: -1 }, "limit"],
		[{ limit: 1.5 }, "limit"],
		[{ limit: Number.NaN }, "limit"],
		[{ limit: Number.POSITIVE_INFINITY }, "limit"],
		[{ limit: "5" }, "limit"],
	] as const) {
		it(`the filter ${JSON.stringify(filter)} is refused by its name`, async () => {
			expect(await refusalOf({}, filter)).to.contain(`\`filter.${name}\` is not`);
		});
	}

	for (const since of ["11.12.2026", "7", "last week 5", "Nov 20 2026"]) {
		it(`the time ${JSON.stringify(since)} is refused, since it is not ISO 8601`, async () => {
			expect(await refusalOf({}, { since })).to.contain("`filter.since` is not a time; expected ISO 8601");
		});
	}

	it("types that are no list are refused by their name", async () => {
		expect(await refusalOf({}, { types: "SignIn" })).to.contain("`filter.types`");
	});

	it("all that is wrong is told at once, with what is wrong in the configuration", async () => {
		const message = await refusalOf({ username: "" }, { limit: 0, since: "x" }, ["key is wrong"]);
		for (const part of ["key is wrong", "`username`", "`filter.limit`", "`filter.since`"])
			expect(message).to.contain(part);
	});
});
