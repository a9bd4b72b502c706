import { expect } from "chai";
import { buildAuthEvent } from "../../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun } from "../../../support/buildRun.ts";

const id = "eu-central-1_AbCdEf123/e1";
const feedback = { value: "Invalid", provider: "User", date: "2026-11-01T00:00:00Z" };
const recorded = { feedbackDate: feedback.date, feedbackProvider: "User" };
const { eventId, ...event } = buildAuthEvent();
const inputs = { ...alice, eventId, feedbackValue: "Invalid", event: { ...event, priorFeedback: feedback } };
const given = { username: "alice" };

function runWithEvent(...options: Parameters<typeof buildRun>) {
	const run = buildRun(...options);
	run.cognito.hold(alice, buildAuthEvent({ feedback }));
	return run;
}

describe("getting a decision by its ID", () => {
	it("reads the event's feedback and evidence", async () => {
		const { single, report } = runWithEvent();
		expect(await single.read(id, given)).to.deep.equal({ inputs, outputs: { ...inputs, ...recorded } });
		expect(report.lines).to.deep.equal([]);
	});

	it("keeps only as much evidence as configured, and no property without a value", async () => {
		const read = await runWithEvent({ evidence: "none" }).single.read(id, given);
		const { event: _, ...without } = inputs;
		expect(read).to.deep.equal({ inputs: without, outputs: { ...without, ...recorded } });
	});

	it("returns no value for an event without feedback", async () => {
		const { single, cognito } = buildRun();
		cognito.hold(alice, buildAuthEvent());
		expect((await single.read(id, given))?.outputs).not.to.have.any.keys(
			"feedbackValue",
			"feedbackDate",
			"feedbackProvider",
		);
	});

	for (const wrong of [
		"",
		"e1",
		"eu-central-1_A",
		"eu-central-1_A/",
		"/e1",
		"nowhere/e1",
		`${id}/x`,
		"eu-central-1_A/a b",
	]) {
		it(`rejects the ID ${JSON.stringify(wrong)}, and makes no request`, async () => {
			const { single, cognito } = runWithEvent();
			const { name, message } = await rejectionOf(single.read(wrong, given));
			expect(name).to.equal("StepError");
			expect(message).to.contain(JSON.stringify(wrong)).and.to.contain("<userPoolId>/<eventId>");
			expect(cognito.requests).to.equal(0);
		});
	}

	it("reports the missing username, for a program and for an import", async () => {
		const { single, cognito } = runWithEvent();
		const { name, message } = await rejectionOf(single.read(id, {}));
		expect(name).to.equal("StepError");
		expect(message).to.equal(
			"event e1 in user pool eu-central-1_AbCdEf123: `username` is missing. Pass it to `AuthEventFeedback.get`, or to import the event use the ID `<userPoolId>/<eventId>/<username>`.",
		);
		expect(cognito.requests).to.equal(0);
	});

	it("reads feedback of this run again, even under another name of the user", async () => {
		const { single, cognito } = buildRun();
		const alias = { ...alice, username: "alice@example.com" };
		cognito.hold(alice, buildAuthEvent());
		cognito.hold(alias, buildAuthEvent());
		expect((await single.read(id, { username: alias.username }))?.outputs).not.to.have.property(
			"feedbackValue",
		);
		await single.create({ ...alice, eventId, feedbackValue: "Valid" });
		cognito.hold(alias, buildAuthEvent({ feedback }));
		for (const { username } of [alice, alias])
			expect((await single.read(id, { username }))?.outputs).to.have.property("feedbackValue");
	});

	it("finds no drift in feedback of this run", async () => {
		const { single, cognito, report } = buildRun();
		cognito.hold(alice, buildAuthEvent());
		await single.check({}, { ...alice, eventId, feedbackValue: "Valid" });
		const { outputs } = await single.create({ ...alice, eventId, feedbackValue: "Valid" });
		const updated = await single.update(id, outputs, { ...alice, eventId, feedbackValue: "Invalid" });
		expect((await single.read(id, updated))?.outputs).to.deep.equal(updated);
		expect(report.warnings).to.deep.equal([]);
	});

	for (const username of ["", "al ice", 7]) {
		it(`rejects the username ${JSON.stringify(username)} without printing it, and makes no request`, async () => {
			const { single, cognito } = runWithEvent();
			const { message } = await rejectionOf(single.read(id, { username }));
			expect(message).to.contain("`username` ").and.not.to.contain("al ice");
			expect(cognito.requests).to.equal(0);
		});
	}

	it("fails for an event that does not exist, with the searched period", async () => {
		const { single } = runWithEvent();
		const { message } = await rejectionOf(single.read(id.replace("e1", "e2"), given));
		expect(message).to.contain("event e2").and.to.contain("does not exist").and.to.contain("the 1 event ");
	});

	it("fails for a user that does not exist", async () => {
		const { message } = await rejectionOf(buildRun().single.read(id, given));
		expect(message).to.match(
			/^event e1 in user pool eu-central-1_AbCdEf123: the user pool has no user with this username\. /,
		);
	});

	it("reads even if look-ups are off or optional, because it does nothing else", async () => {
		for (const eventLookup of ["off", "optional"] as const) {
			const read = await runWithEvent({ eventLookup }).single.read(id, given);
			expect(read?.outputs).to.include({ feedbackValue: "Invalid" });
		}
	});

	it("fails if listing is denied, and warns with the permission to grant", async () => {
		const { single, cognito, report } = runWithEvent();
		cognito.beforeRead = () => {
			throw buildCognitoError({ kind: "accessDenied" });
		};
		const { message } = await rejectionOf(single.read(id, given));
		expect(message).to.contain("event e1 in user pool eu-central-1_AbCdEf123 cannot be read");
		expect(report.warnings.join()).to.contain("Grant the IAM action cognito-idp:AdminListUserAuthEvents");
	});
});

describe("importing a decision by an ID alone", () => {
	it("reads the event's feedback and evidence, of a user whose name may contain slashes", async () => {
		const { single, cognito, report } = buildRun();
		const user = { ...alice, username: "corp/alice/1" };
		cognito.hold(user, buildAuthEvent({ feedback }));
		const read = { ...inputs, ...user };
		expect(await single.read(`${id}/corp/alice/1`, {})).to.deep.equal({
			inputs: read,
			outputs: { ...read, ...recorded },
		});
		expect(report.lines).to.deep.equal([]);
	});

	it("fails if there is no feedback yet", async () => {
		const { single, cognito } = buildRun();
		cognito.hold(alice, buildAuthEvent());
		const { message } = await rejectionOf(single.read(`${id}/alice`, {}));
		expect(message).to.match(/^event e1 in user pool eu-central-1_AbCdEf123 has no feedback to import/);
	});

	for (const wrong of [`${id}/`, "nowhere/e1/alice", "eu-central-1_A/a b/alice", `${id}/al ice`]) {
		it(`rejects the ID ${JSON.stringify(wrong)}, and makes no request`, async () => {
			const { single, cognito } = runWithEvent();
			const { message } = await rejectionOf(single.read(wrong, {}));
			expect(message)
				.to.contain("invalid import ID; expected `<userPoolId>/<eventId>/<username>`")
				.and.not.to.contain("al ice");
			expect(cognito.requests).to.equal(0);
		});
	}
});
