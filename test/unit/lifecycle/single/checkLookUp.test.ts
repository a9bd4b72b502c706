import { expect } from "chai";
import type { FailureKind } from "#provider/cognito/cognitoError";
import { buildAuthEvents } from "../../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice, buildDecision } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun } from "../../../support/buildRun.ts";

type Given = Parameters<typeof buildRun>[0];

/** A run whose look-ups fail. */
function runThatFails(kind: FailureKind, given: Given = {}) {
	const run = buildRun(given);
	run.cognito.beforeRead = ({ userPoolId }) => {
		throw buildCognitoError({ kind, userPoolId });
	};
	return run;
}

describe("checking a decision whose event cannot be looked up", () => {
	it("fails for that decision, with the searched period", async () => {
		const { single, cognito } = buildRun();
		cognito.hold(alice, ...buildAuthEvents(61));
		const { failures } = await single.check({}, { ...buildDecision({ eventId: "gone" }) });
		expect(failures).to.have.length(1);
		expect(failures[0]?.reason)
			.to.contain("event gone in user pool eu-central-1_AbCdEf123 does not exist")
			.and.to.contain("61 events")
			.and.to.contain("from 2026-11-20T11:00:00Z to 2026-11-20T12:00:00Z");
		expect(JSON.stringify(failures)).not.to.contain("alice");
	});

	it("reports an empty history", async () => {
		const { single, cognito } = buildRun();
		cognito.hold(alice);
		const { failures } = await single.check({}, { ...buildDecision() });
		expect(failures[0]?.reason).to.contain("no events for the user");
	});

	it("reports the number of searched events if none has a time", async () => {
		const { single, cognito } = buildRun();
		cognito.hold(alice, { eventId: "a" }, { eventId: "b" });
		const { failures } = await single.check({}, { ...buildDecision() });
		expect(failures[0]?.reason).to.contain("2 events").and.not.to.contain("undefined");
	});

	for (const [kind, what, reason] of [
		["userNotFound", "the user", "the user pool has no user with this username. "],
		["notFound", "the pool", "Cognito could not find the user pool: out of order. "],
		["unexpected", "the server", "Oops: out of order. "],
	] as const) {
		const expected = `event e1 in user pool eu-central-1_AbCdEf123: ${reason}`;

		it(`fails if ${what} cannot be found, naming the event`, async () => {
			const { single } = runThatFails(kind);
			const { failures } = await single.check({}, { ...buildDecision() });
			expect(failures).to.have.length(1);
			expect(failures[0]).to.have.all.keys("reason");
			expect(failures[0]?.reason.slice(0, expected.length)).to.equal(expected);
		});

		it(`warns and continues if ${what} cannot be found and the look-up is optional`, async () => {
			const { single, report } = runThatFails(kind, { eventLookup: "optional" });
			const result = await single.check({}, { ...buildDecision() });
			expect(result).to.deep.equal({ inputs: { ...buildDecision() }, failures: [] });
			expect(report.warnings).to.have.length(1);
			expect(report.warnings[0]?.slice(0, expected.length)).to.equal(expected);
		});
	}

	it("names the setting that helps if the history has no end", async () => {
		const { single } = runThatFails("endlessPages");
		const { failures } = await single.check({}, { ...buildDecision() });
		expect(failures[0]?.reason).to.contain("set `cognito-feedback:eventLookup` to `optional`");
	});

	it("warns if the event is not listed and the look-up is optional", async () => {
		const { single, cognito, report } = buildRun({ eventLookup: "optional" });
		cognito.hold(alice);
		const result = await single.check({}, { ...buildDecision() });
		expect(result.failures).to.deep.equal([]);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("does not exist");
	});

	it("makes no request if look-ups are off", async () => {
		const { single, cognito, report } = buildRun({ eventLookup: "off" });
		const result = await single.check({}, { ...buildDecision() });
		expect(result).to.deep.equal({ inputs: { ...buildDecision() }, failures: [] });
		expect(cognito.requests).to.equal(0);
		expect(report.lines).to.deep.equal(["+ e1 alice Valid"]);
	});

	it("warns once for each pool if listing is denied, and continues without evidence", async () => {
		const { single, report } = runThatFails("accessDenied");
		const decisions = ["alice", "bob", "alice"].map((username, index) =>
			buildDecision({ username, eventId: `e${index}` }),
		);
		const results = await Promise.all(decisions.map((news) => single.check({}, { ...news })));
		expect(results).to.deep.equal(decisions.map((inputs) => ({ inputs, failures: [] })));
		await single.check({}, { ...buildDecision({ username: "zoe" }) });
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain("Grant the IAM action cognito-idp:AdminListUserAuthEvents")
			.and.to.contain("no evidence");
		await single.check({}, { ...buildDecision({ userPoolId: "eu-west-1_Other" }) });
		expect(report.warnings).to.have.length(2);
	});

	it("makes no further request in a pool if listing is denied", async () => {
		const { single, cognito } = runThatFails("accessDenied");
		await single.check({}, { ...buildDecision() });
		await single.check({}, { ...buildDecision({ username: "bob" }) });
		expect(cognito.requests).to.equal(1);
	});

	it("makes the failing request once for all decisions on a user, and names each event", async () => {
		const { single, cognito } = runThatFails("unexpected");
		const ids = ["e1", "e2", "e3"];
		const results = await Promise.all(
			ids.map((eventId) => single.check({}, { ...buildDecision({ eventId }) })),
		);
		expect(results.map(({ failures }) => failures[0]?.reason.split(": ")[0])).to.deep.equal(
			ids.map((eventId) => `event ${eventId} in user pool eu-central-1_AbCdEf123`),
		);
		expect(cognito.requests).to.equal(1);
	});

	it("does not hide an error of the program itself", async () => {
		const { single, cognito } = buildRun({ eventLookup: "optional" });
		const defect = new TypeError("a defect");
		cognito.beforeRead = () => {
			throw defect;
		};
		expect(await rejectionOf(single.check({}, { ...buildDecision() }))).to.equal(defect);
	});
});

describe("checking many decisions", () => {
	it("reads 4 users of 500 events with 9 requests each", async () => {
		const { single, cognito } = buildRun();
		const users = ["a", "b", "c", "d"];
		for (const username of users) cognito.hold({ ...alice, username }, ...buildAuthEvents(500));
		const decisions = users.flatMap((username) =>
			Array.from({ length: 50 }, (_, index) => buildDecision({ username, eventId: `e${index * 10 + 10}` })),
		);
		for (const decision of decisions) {
			const { failures, inputs } = await single.check({}, { ...decision });
			expect(failures).to.deep.equal([]);
			expect(inputs.event).to.include({ type: "SignIn" });
		}
		expect(cognito.requests).to.equal(4 * 9);
	});
});
