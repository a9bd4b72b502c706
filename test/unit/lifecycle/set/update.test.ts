import { expect } from "chai";
import { alice } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents } from "../../../support/buildSet.ts";

const id = alice.userPoolId;

/** Updates a set in a run whose Cognito has events of `alice` with the feedback `Valid` of an administrator. */
async function update(olds: ReturnType<typeof buildSet>, news: ReturnType<typeof buildSet>) {
	const { set, cognito, report } = buildRun();
	holdEvents(cognito, 9, { value: "Valid", provider: "Admin" });
	const { userPoolId, decisions } = await set.update(id, olds, news);
	expect(userPoolId).to.equal(id);
	const submitted = cognito.submitted.map(({ eventId, feedbackValue }) => `${eventId} ${feedbackValue}`);
	return { decisions, submitted, cognito, report };
}

describe("updating a set", () => {
	it("submits only what changed", async () => {
		const members = { ...buildMembers(5), e3: buildMember({ feedbackValue: "Invalid" }) };
		const { decisions, submitted, report } = await update(buildSet(buildMembers(5)), buildSet(members));
		expect(submitted).to.deep.equal(["e3 Invalid"]);
		expect(decisions).to.deep.equal(members);
		expect(report.lines).to.deep.equal([]);
	});

	it("makes no request for a changed note or evidence, and keeps the new ones", async () => {
		const members = { e1: buildMember({ note: "b" }), e2: buildMember({ event: "SignIn" }) };
		const olds = buildSet({ e1: buildMember({ note: "a" }), e2: buildMember({ event: "SignIn; x" }) });
		const { decisions, cognito } = await update(olds, buildSet(members));
		expect(cognito.requests).to.equal(0);
		expect(decisions).to.deep.equal(members);
	});

	it("submits a decision whose username changed", async () => {
		const bob = { ...alice, username: "bob" };
		const { set, cognito } = buildRun();
		cognito.hold(bob, { eventId: "e1" });
		await set.update(id, buildSet(), buildSet({ e1: buildMember({ username: "bob" }) }));
		expect(cognito.submitted.map(({ username, eventId }) => [username, eventId])).to.deep.equal([
			["bob", "e1"],
		]);
	});

	it("submits a decision again if a refresh found no feedback", async () => {
		const { feedbackValue: _, ...without } = buildMember();
		const { set, cognito } = buildRun();
		holdEvents(cognito, 9);
		await set.update(id, buildSet({ e1: without }), buildSet());
		expect(cognito.submitted).to.have.length(1);
	});

	it("submits nothing for a changed value that Cognito already holds, as after a killed run", async () => {
		const olds = buildSet({ e1: buildMember({ feedbackValue: "Invalid" }) });
		const { decisions, submitted } = await update(olds, buildSet());
		expect(submitted).to.deep.equal([]);
		expect(decisions).to.deep.equal({ e1: buildMember() });
	});

	it("adopts an added decision if an administrator has given the same feedback", async () => {
		const { decisions, submitted, report } = await update(buildSet(), buildSet(buildMembers(2)));
		expect(submitted).to.deep.equal([]);
		expect(decisions).to.deep.equal(buildMembers(2));
		expect(report.infos).to.have.length(1);
		expect(report.infos[0]).to.match(/^1 of 2 decisions/);
	});

	it("makes no request for removed decisions, forgets them, and names them in one warning", async () => {
		const olds = buildSet({ ...buildMembers(3), e3: buildMember({ feedbackValue: "Invalid" }) });
		const { decisions, cognito, report } = await update(olds, buildSet(buildMembers(1)));
		expect(cognito.requests).to.equal(0);
		expect(decisions).to.deep.equal(buildMembers(1));
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain(`user pool ${id}: feedback on 2 events is retained in Amazon Cognito`)
			.and.to.contain("e2 (`Valid`), e3 (`Invalid`)")
			.and.not.to.contain("alice");
	});
});
