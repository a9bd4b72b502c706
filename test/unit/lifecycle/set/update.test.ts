import { expect } from "chai";
import { updateSet } from "#provider/lifecycle/set/apply";
import { alice } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents } from "../../../support/buildSet.ts";

const id = alice.userPoolId;

/** Updates a set in a run in whose Cognito `alice` has events that an administrator called `Valid`. */
async function update(olds: ReturnType<typeof buildSet>, news: ReturnType<typeof buildSet>) {
	const { context, service, report } = buildRun();
	holdEvents(service, 9, { value: "Valid", provider: "Admin" });
	const outs = await updateSet(context, id, olds, news);
	const sent = service.submitted.map(({ eventId, feedbackValue }) => `${eventId} ${feedbackValue}`);
	return { outs, sent, service, report };
}

describe("updating a set", () => {
	it("sends only what changed", async () => {
		const news = buildSet({ ...buildMembers(5), e3: buildMember({ feedbackValue: "Invalid" }) });
		const { outs, sent, report } = await update(buildSet(buildMembers(5)), news);
		expect(sent).to.deep.equal(["e3 Invalid"]);
		expect(outs).to.deep.equal(news);
		expect(report.lines).to.deep.equal([]);
	});

	it("makes no request for a changed note or evidence, and holds the new ones", async () => {
		const news = buildSet({ e1: buildMember({ note: "b" }), e2: buildMember({ event: "SignIn" }) });
		const olds = buildSet({
			e1: buildMember({ note: "a" }),
			e2: buildMember({ event: "SignIn; x" }),
		});
		const { outs, service } = await update(olds, news);
		expect(service.requests).to.equal(0);
		expect(outs).to.deep.equal(news);
	});

	it("sends a decision whose username changed", async () => {
		const bob = { ...alice, username: "bob" };
		const { context, service } = buildRun();
		service.hold(bob, { eventId: "e1" });
		await updateSet(context, id, buildSet(), buildSet({ e1: buildMember({ username: "bob" }) }));
		expect(service.submitted.map(({ username, eventId }) => [username, eventId])).to.deep.equal([
			["bob", "e1"],
		]);
	});

	it("sends again what a refresh found without feedback", async () => {
		const { feedbackValue: _, ...without } = buildMember();
		const { context, service } = buildRun();
		holdEvents(service, 9);
		await updateSet(context, id, buildSet({ e1: without }), buildSet());
		expect(service.submitted).to.have.length(1);
	});

	it("sends nothing for a changed value that Cognito holds already, as after a run that was killed", async () => {
		const olds = buildSet({ e1: buildMember({ feedbackValue: "Invalid" }) });
		const { outs, sent } = await update(olds, buildSet());
		expect(sent).to.deep.equal([]);
		expect(outs).to.deep.equal(buildSet());
	});

	it("adopts an added decision that an administrator has answered alike", async () => {
		const { outs, sent, report } = await update(buildSet(), buildSet(buildMembers(2)));
		expect(sent).to.deep.equal([]);
		expect(outs).to.deep.equal(buildSet(buildMembers(2)));
		expect(report.infos).to.have.length(1);
		expect(report.infos[0]).to.match(/^1 of 2 decisions/);
	});

	it("makes no request for removed decisions, forgets them, and names them in one warning", async () => {
		const olds = buildSet({ ...buildMembers(3), e3: buildMember({ feedbackValue: "Invalid" }) });
		const { outs, service, report } = await update(olds, buildSet(buildMembers(1)));
		expect(service.requests).to.equal(0);
		expect(outs).to.deep.equal(buildSet(buildMembers(1)));
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain(`user pool ${id}: feedback on 2 events stays in Amazon Cognito`)
			.and.to.contain("e2 (`Valid`), e3 (`Invalid`)")
			.and.not.to.contain("alice");
	});

	it("takes the news of everything that is not a decision", async () => {
		const news = buildSet(undefined, { __provider: "new text" });
		expect((await update(buildSet(undefined, { __provider: "old text" }), news)).outs).to.deep.equal(news);
	});
});
