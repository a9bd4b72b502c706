import { expect } from "chai";
import { type FailureKind, FeedbackError } from "#provider/cognito/feedbackError";
import { readSet } from "#provider/lifecycle/set/read";
import { alice } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents, undefinedIn } from "../../../support/buildSet.ts";

const id = alice.userPoolId;
const valid = { value: "Valid", provider: "Admin", date: "2026-11-21T10:00:00Z" };
const gone = { id: "", props: {} };

function runThatFails(kind: FailureKind, given: Parameters<typeof buildRun>[0] = {}) {
	const run = buildRun(given);
	run.service.beforeRead = () => {
		throw new FeedbackError("the reason.", kind);
	};
	return run;
}

describe("reading a set", () => {
	it("that nobody changed gives back what state has, as props and as inputs, and is quiet", async () => {
		const { context, service, report } = buildRun();
		holdEvents(service, 3, valid);
		const state = buildSet(buildMembers(3, { note: "a", event: "SignIn; Berlin" }), {
			__provider: "text",
		});
		expect(await readSet(context, id, state)).to.deep.equal({ id, props: state, inputs: state });
		expect(service.requests).to.equal(1);
		expect(report.lines).to.deep.equal([]);
	});

	it("shows each decision that somebody changed, and says by whom and when", async () => {
		const { context, service, report } = buildRun();
		service.hold(
			alice,
			{ eventId: "e1", feedback: valid },
			{ eventId: "e2", feedback: { value: "Invalid", provider: "User", date: "2026-11-22T07:00:00Z" } },
			{ eventId: "e3" },
		);
		const state = buildSet(buildMembers(3, { note: "a", event: "SignIn" }));
		const result = await readSet(context, id, state);
		const { feedbackValue: _, ...without } = buildMember({ note: "a", event: "SignIn" });
		const props = buildSet({
			e1: buildMember({ note: "a", event: "SignIn" }),
			e2: buildMember({ note: "a", event: "SignIn", feedbackValue: "Invalid" }),
			e3: without,
		});
		expect(result).to.deep.equal({ id, props, inputs: props });
		expect(undefinedIn(result)).to.deep.equal([]);
		expect(report.warnings).to.have.length(2);
		expect(report.warnings[0])
			.to.contain("event e2")
			.and.to.contain("now `Invalid`, by User on 2026-11-22T07:00:00Z, and was `Valid`");
		expect(report.warnings[1]).to.contain("event e3").and.to.contain("is now none, and was `Valid`");
		expect(report.lines.join()).not.to.contain("alice");
	});

	it("drops decisions whose events have vanished, and names them in one warning", async () => {
		const { context, service, report } = buildRun();
		service.hold(alice, { eventId: "e2", feedback: valid });
		const state = buildSet({ ...buildMembers(3), e4: buildMember({ username: "nobody" }) });
		const props = buildSet({ e2: buildMember() });
		expect(await readSet(context, id, state)).to.deep.equal({ id, props, inputs: props });
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain(`user pool ${id}: events have vanished (3)`)
			.and.to.contain("e1 (")
			.and.to.contain("e3 (")
			.and.to.contain("e4 (")
			.and.not.to.contain("e2 (")
			.and.not.to.contain("alice")
			.and.not.to.contain("nobody");
	});

	it("is gone where all its events have vanished, and the warning names them", async () => {
		const { context, service, report } = buildRun();
		service.hold(alice, { eventId: "other" });
		expect(await readSet(context, id, buildSet(buildMembers(2)))).to.deep.equal(gone);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("e1 (").and.to.contain("e2 (");
	});

	for (const kind of ["userNotFound", "poolOrEventNotFound"] as const) {
		it(`is gone where Cognito says ${kind}`, async () => {
			expect(await readSet(runThatFails(kind).context, id, buildSet())).to.deep.equal(gone);
		});
	}

	it("of no decisions stays, without a request", async () => {
		const { context, service, report } = buildRun();
		const state = buildSet({});
		expect(await readSet(context, id, state)).to.deep.equal({ id, props: state, inputs: state });
		expect(service.requests).to.equal(0);
		expect(report.lines).to.deep.equal([]);
	});

	it("keeps state where listing is not permitted, and warns once", async () => {
		const { context, service, report } = runThatFails("accessDenied");
		const state = buildSet(buildMembers(3));
		expect(await readSet(context, id, state)).to.deep.equal({ id, props: state, inputs: state });
		expect(report.warnings).to.have.length(1);
		expect(service.requests).to.equal(1);
	});

	it("keeps state without a request where look-ups are off", async () => {
		const { context, service, report } = buildRun({ eventLookup: "off" });
		const state = buildSet(buildMembers(3));
		expect(await readSet(context, id, state)).to.deep.equal({ id, props: state, inputs: state });
		expect(service.requests).to.equal(0);
		expect(report.lines).to.deep.equal([]);
	});

	it("fails where a request fails and look-ups are required; else it keeps state and warns", async () => {
		const error = await rejectionOf(readSet(runThatFails("other").context, id, buildSet()));
		expect(error).to.be.instanceOf(FeedbackError);
		expect(error.message).to.contain("event e1").and.to.contain("the reason.");
		const { context, report } = runThatFails("other", { eventLookup: "optional" });
		const state = buildSet();
		expect(await readSet(context, id, state)).to.deep.equal({ id, props: state, inputs: state });
		expect(report.warnings.join()).to.contain("the reason.");
	});

	it("keeps the decisions of a user whose history cannot be read beside those that can", async () => {
		const { context, service } = buildRun({ eventLookup: "optional" });
		service.hold(alice, { eventId: "e1", feedback: { ...valid, value: "Invalid" } });
		service.beforeRead = ({ username }) => {
			if (username === "bob") throw new FeedbackError("the reason.");
		};
		const { props } = await readSet(
			context,
			id,
			buildSet({ e1: buildMember(), e2: buildMember({ username: "bob" }) }),
		);
		expect(props.decisions).to.deep.equal({
			e1: buildMember({ feedbackValue: "Invalid" }),
			e2: buildMember({ username: "bob" }),
		});
	});

	it("makes no request while the configuration is wrong", async () => {
		const { context, service } = buildRun({ problems: ["key one is wrong"] });
		expect((await rejectionOf(readSet(context, id, buildSet()))).message).to.equal("key one is wrong");
		expect(service.requests).to.equal(0);
	});
});
