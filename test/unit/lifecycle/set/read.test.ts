import { expect } from "chai";
import type { FailureKind } from "#provider/cognito/cognitoError";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents, undefinedIn } from "../../../support/buildSet.ts";

const id = alice.userPoolId;
const valid = { value: "Valid", provider: "Admin", date: "2026-11-21T10:00:00Z" };

/** The result of reading a set with these decisions. */
function asRead(decisions: object) {
	const properties = { userPoolId: id, decisions };
	return { inputs: properties, outputs: properties };
}

function runThatFails(kind: FailureKind, given: Parameters<typeof buildRun>[0] = {}) {
	const run = buildRun(given);
	run.cognito.beforeRead = () => {
		throw buildCognitoError({ kind });
	};
	return run;
}

describe("reading a set", () => {
	it("that was not changed returns the state, and reports nothing", async () => {
		const { set, cognito, report } = buildRun();
		holdEvents(cognito, 3, valid);
		const members = buildMembers(3, { note: "a", event: "SignIn; ; ; ; ; Berlin" });
		expect(await set.read(id, buildSet(members))).to.deep.equal(asRead(members));
		expect(cognito.requests).to.equal(1);
		expect(report.lines).to.deep.equal([]);
	});

	it("shows each decision that was changed elsewhere, and reports by whom and when", async () => {
		const { set, cognito, report } = buildRun();
		cognito.hold(
			alice,
			{ eventId: "e1", feedback: valid },
			{ eventId: "e2", feedback: { value: "Invalid", provider: "User", date: "2026-11-22T07:00:00Z" } },
			{ eventId: "e3" },
		);
		const kept = { note: "a", event: "SignIn" };
		const result = await set.read(id, buildSet(buildMembers(3, kept)));
		const { feedbackValue: _, ...without } = buildMember(kept);
		expect(result).to.deep.equal(
			asRead({
				e1: buildMember(kept),
				e2: buildMember({
					...kept,
					event: "SignIn; ; ; ; ; ; ; ; ; ; Invalid; User; 2026-11-22T07:00Z",
					feedbackValue: "Invalid",
				}),
				e3: without,
			}),
		);
		expect(undefinedIn(result)).to.deep.equal([]);
		expect(report.warnings).to.have.length(2);
		expect(report.warnings[0])
			.to.contain("event e2")
			.and.to.contain("expected `Valid`, Cognito has `Invalid` (by the user on 2026-11-22T07:00:00Z)");
		expect(report.warnings[1])
			.to.contain("event e3")
			.and.to.contain("expected `Valid`, Cognito has no feedback");
		expect(report.lines.join()).not.to.contain("alice");
	});

	it("drops decisions whose events no longer exist, and names them in one warning", async () => {
		const { set, cognito, report } = buildRun();
		cognito.hold(alice, { eventId: "e2", feedback: valid });
		const state = buildSet({ ...buildMembers(3), e4: buildMember({ username: "nobody" }) });
		expect(await set.read(id, state)).to.deep.equal(asRead({ e2: buildMember() }));
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain(`user pool ${id}: events no longer exist (3)`)
			.and.to.contain("e1 (")
			.and.to.contain("e3 (")
			.and.to.contain("e4 (")
			.and.not.to.contain("e2 (")
			.and.not.to.contain("alice")
			.and.not.to.contain("nobody");
	});

	it("removes the set if none of its events exist, and names them in the warning", async () => {
		const { set, cognito, report } = buildRun();
		cognito.hold(alice, { eventId: "other" });
		expect(await set.read(id, buildSet(buildMembers(2)))).to.equal(undefined);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("e1 (").and.to.contain("e2 (");
	});

	for (const kind of ["userNotFound", "notFound"] as const) {
		it(`removes the set if Cognito fails with ${kind}`, async () => {
			expect(await runThatFails(kind).set.read(id, buildSet())).to.equal(undefined);
		});
	}

	it("of no decisions keeps it, without a request", async () => {
		const { set, cognito, report } = buildRun();
		expect(await set.read(id, buildSet({}))).to.deep.equal(asRead({}));
		expect(cognito.requests).to.equal(0);
		expect(report.lines).to.deep.equal([]);
	});

	it("keeps state and warns once if listing is denied", async () => {
		const { set, cognito, report } = runThatFails("accessDenied");
		expect(await set.read(id, buildSet(buildMembers(3)))).to.deep.equal(asRead(buildMembers(3)));
		expect(report.warnings).to.have.length(1);
		expect(cognito.requests).to.equal(1);
	});

	it("keeps state without a request if look-ups are off", async () => {
		const { set, cognito, report } = buildRun({ eventLookup: "off" });
		expect(await set.read(id, buildSet(buildMembers(3)))).to.deep.equal(asRead(buildMembers(3)));
		expect(cognito.requests).to.equal(0);
		expect(report.lines).to.deep.equal([]);
	});

	it("fails if a request fails and look-ups are required; otherwise it keeps state and warns", async () => {
		const error = await rejectionOf(runThatFails("unexpected").set.read(id, buildSet()));
		expect(error.name).to.equal("StepError");
		expect(error.message).to.contain("event e1").and.to.contain("out of order");
		const { set, report } = runThatFails("unexpected", { eventLookup: "optional" });
		expect(await set.read(id, buildSet())).to.deep.equal(asRead({ e1: buildMember() }));
		expect(report.warnings.join()).to.contain("out of order");
	});

	it("keeps the decisions of a user whose history cannot be read, and reads the others", async () => {
		const { set, cognito } = buildRun({ eventLookup: "optional" });
		cognito.hold(alice, { eventId: "e1", feedback: { ...valid, value: "Invalid" } });
		cognito.beforeRead = ({ username }) => {
			if (username === "bob") throw buildCognitoError();
		};
		const bobs = buildMember({ username: "bob" });
		const event = "; ; ; ; ; ; ; ; ; ; Invalid; Admin; 2026-11-21T10:00Z";
		expect(await set.read(id, buildSet({ e1: buildMember(), e2: bobs }))).to.deep.equal(
			asRead({ e1: buildMember({ feedbackValue: "Invalid", event }), e2: bobs }),
		);
	});

	it("fails without decisions in state, because Cognito has no sets to import", async () => {
		const { set, cognito } = buildRun();
		const { message } = await rejectionOf(set.read(id, {}));
		expect(message).to.contain("a set cannot be imported or read by ID");
		expect(cognito.requests).to.equal(0);
	});
});
