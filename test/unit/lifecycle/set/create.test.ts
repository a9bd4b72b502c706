import { expect } from "chai";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents } from "../../../support/buildSet.ts";

const { userPoolId } = alice;

describe("creating a set", () => {
	it("submits every decision, and keeps the declared values", async () => {
		const { set, cognito, report } = buildRun();
		holdEvents(cognito, 3);
		const decisions = {
			e1: buildMember({ note: "never sent", event: "SignIn" }),
			e2: buildMember({ feedbackValue: "Invalid" }),
			e3: buildMember(),
		};
		expect(await set.create(buildSet(decisions))).to.deep.equal({
			id: userPoolId,
			outputs: { userPoolId, decisions },
		});
		expect(cognito.submitted).to.deep.equal([
			{ userPoolId, username: "alice", eventId: "e1", feedbackValue: "Valid" },
			{ userPoolId, username: "alice", eventId: "e2", feedbackValue: "Invalid" },
			{ userPoolId, username: "alice", eventId: "e3", feedbackValue: "Valid" },
		]);
		expect(report.lines).to.deep.equal([]);
	});

	it("of no decisions makes no request", async () => {
		const { set, cognito } = buildRun();
		expect(await set.create(buildSet({}))).to.deep.equal({
			id: userPoolId,
			outputs: { userPoolId, decisions: {} },
		});
		expect(cognito.requests).to.equal(0);
	});

	it("adopts equal feedback of an administrator, submits only the others, and reports the number", async () => {
		const { set, cognito, report } = buildRun();
		const feedback = (value: string, provider: string) => ({ feedback: { value, provider } });
		cognito.hold(
			alice,
			{ eventId: "e1", ...feedback("Valid", "Admin") },
			{ eventId: "e2", ...feedback("Valid", "Admin") },
			{ eventId: "e3", ...feedback("Invalid", "Admin") },
			{ eventId: "e4", ...feedback("Valid", "User") },
		);
		const { outputs } = await set.create(buildSet(buildMembers(4)));
		expect(outputs.decisions).to.deep.equal(buildMembers(4));
		expect(cognito.submitted.map(({ eventId }) => eventId)).to.have.members(["e3", "e4"]);
		expect(report.infos).to.have.length(1);
		expect(report.infos[0])
			.to.match(/^2 of 4 decisions/)
			.and.to.contain("without a request");
	});

	it("uses the concurrency of the rate limiter, and no request waits for a failing one", async () => {
		const { set, cognito } = buildRun({ eventLookup: "off" });
		const all = buildMembers(40);
		const first = Promise.withResolvers<void>();
		let [inProgress, most] = [0, 0];
		cognito.beforeSubmit = async ({ eventId }) => {
			if (eventId === "e1") throw buildCognitoError();
			most = Math.max(most, ++inProgress);
			if (most === cognito.concurrency()) first.resolve();
			await first.promise;
			inProgress--;
		};
		await rejectionOf(set.create(buildSet(all)));
		expect(cognito.submitted).to.have.length(40);
		expect(most).to.equal(cognito.concurrency());
	});

	it("rethrows bugs unchanged", async () => {
		const { set, cognito } = buildRun({ eventLookup: "off" });
		const bug = new TypeError("x is not a function");
		cognito.beforeSubmit = ({ eventId }) => {
			if (eventId === "e2") throw bug;
		};
		expect(await rejectionOf(set.create(buildSet(buildMembers(3))))).to.equal(bug);
	});

	it("never prints a username", async () => {
		const { set, cognito, report } = buildRun();
		const zoe = { ...alice, username: "zoe" };
		cognito.hold(zoe, { eventId: "e1", feedback: { value: "Valid", provider: "Admin" } });
		await set.create(buildSet({ e1: buildMember({ username: "zoe" }) }));
		expect(report.lines).to.have.length(1);
		expect(report.lines.join()).not.to.contain("zoe");
	});
});
