import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { createSet } from "#provider/lifecycle/set/apply";
import { alice } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents } from "../../../support/buildSet.ts";

const id = alice.userPoolId;

describe("creating a set", () => {
	it("submits every decision, and holds what was declared", async () => {
		const { context, service, report } = buildRun();
		holdEvents(service, 3);
		const inputs = buildSet({
			e1: buildMember({ note: "never sent", event: "SignIn" }),
			e2: buildMember({ feedbackValue: "Invalid" }),
			e3: buildMember(),
		});
		expect(await createSet(context, inputs)).to.deep.equal({ id, outs: inputs });
		expect(
			service.submitted.map(({ userPoolId, username, eventId, feedbackValue }) => [
				userPoolId,
				username,
				eventId,
				feedbackValue,
			]),
		).to.deep.equal([
			[id, "alice", "e1", "Valid"],
			[id, "alice", "e2", "Invalid"],
			[id, "alice", "e3", "Valid"],
		]);
		expect(report.lines).to.deep.equal([]);
	});

	it("of no decisions makes no request", async () => {
		const { context, service } = buildRun();
		expect(await createSet(context, buildSet({}))).to.deep.equal({ id, outs: buildSet({}) });
		expect(service.requests).to.equal(0);
	});

	it("adopts what an administrator has answered alike: sends only the others, and says how many", async () => {
		const { context, service, report } = buildRun();
		const feedback = (value: string, provider: string) => ({ feedback: { value, provider } });
		service.hold(
			alice,
			{ eventId: "e1", ...feedback("Valid", "Admin") },
			{ eventId: "e2", ...feedback("Valid", "Admin") },
			{ eventId: "e3", ...feedback("Invalid", "Admin") },
			{ eventId: "e4", ...feedback("Valid", "User") },
		);
		const inputs = buildSet(buildMembers(4));
		expect((await createSet(context, inputs)).outs).to.deep.equal(inputs);
		expect(service.submitted.map(({ eventId }) => eventId)).to.have.members(["e3", "e4"]);
		expect(report.infos).to.have.length(1);
		expect(report.infos[0])
			.to.match(/^2 of 4 decisions/)
			.and.to.contain("nothing was sent");
	});

	it("has all requests under way at once, and none waits for one that fails", async () => {
		const { context, service } = buildRun({ eventLookup: "off" });
		let release = () => {};
		const gate = new Promise<void>((resolve) => {
			release = resolve;
		});
		service.beforeSubmit = async ({ eventId }) => {
			if (eventId === "e1") throw new FeedbackError("no.");
			if (service.submitted.length === 5) release();
			await gate;
		};
		await rejectionOf(createSet(context, buildSet(buildMembers(5))));
		expect(service.submitted).to.have.length(5);
	});

	it("makes no request while the configuration is wrong, and says what is", async () => {
		const { context, service } = buildRun({ problems: ["key one is wrong", "key two is wrong"] });
		const error = await rejectionOf(createSet(context, buildSet()));
		expect(error).to.be.instanceOf(FeedbackError);
		expect(error.message).to.equal("key one is wrong\nkey two is wrong");
		expect(service.requests).to.equal(0);
	});

	it("throws what is a bug as it is", async () => {
		const { context, service } = buildRun({ eventLookup: "off" });
		const bug = new TypeError("x is not a function");
		service.beforeSubmit = ({ eventId }) => {
			if (eventId === "e2") throw bug;
		};
		expect(await rejectionOf(createSet(context, buildSet(buildMembers(3))))).to.equal(bug);
	});

	it("never prints a username", async () => {
		const { context, service, report } = buildRun();
		const zoe = { ...alice, username: "zoe" };
		service.hold(zoe, { eventId: "e1", feedback: { value: "Valid", provider: "Admin" } });
		await createSet(context, buildSet({ e1: buildMember({ username: "zoe" }) }));
		expect(report.lines).to.have.length(1);
		expect(report.lines.join()).not.to.contain("zoe");
	});
});
