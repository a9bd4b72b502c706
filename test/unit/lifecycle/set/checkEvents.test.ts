import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { checkSet } from "#provider/lifecycle/set/check";
import { buildAuthEvent } from "../../../support/buildAuthEvent.ts";
import { alice } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents } from "../../../support/buildSet.ts";

const rating = "SignIn 2026-11-20 08:14Z, High risk (AccountTakeover)";
const words = { event: `${rating}; 203.0.113.7 Berlin DE, Chrome on Windows` };

/** A run in whose Cognito `alice` has the event `e1`. */
function runWithEvent(...given: Parameters<typeof buildRun>) {
	const run = buildRun(...given);
	run.service.hold(alice, buildAuthEvent());
	return run;
}

describe("checking the events of a set", () => {
	it("adds to each new decision its evidence in words", async () => {
		const { context, service } = runWithEvent();
		const news = buildSet({ e1: buildMember({ note: "Travelling" }) });
		expect(await checkSet(context, {}, news)).to.deep.equal({
			inputs: { ...news, decisions: { e1: buildMember({ note: "Travelling", ...words }) } },
			failures: [],
		});
		expect(service.requests).to.equal(1);
	});

	it("shows what somebody has answered before", async () => {
		const { context, service } = buildRun();
		service.hold(alice, { eventId: "e1", feedback: { value: "Invalid", provider: "User" } });
		const { inputs } = await checkSet(context, {}, buildSet());
		expect(inputs.decisions).to.deep.equal({ e1: buildMember({ event: "answered Invalid by User" }) });
	});

	it("keeps of the evidence no more than is configured", async () => {
		const risk = await checkSet(runWithEvent({ evidence: "risk" }).context, {}, buildSet());
		expect(risk.inputs.decisions).to.deep.equal({ e1: buildMember({ event: rating }) });
		const none = await checkSet(runWithEvent({ evidence: "none" }).context, {}, buildSet());
		expect(none.inputs.decisions).to.deep.equal({ e1: buildMember() });
	});

	it("carries state's evidence over without a request where nothing or only value and note changed", async () => {
		const { context, service } = buildRun();
		const before = buildMember({ note: "a", ...words });
		const olds = buildSet({ same: before, value: before, note: before });
		const news = {
			same: buildMember({ note: "a" }),
			value: buildMember({ note: "a", feedbackValue: "Invalid" }),
			note: buildMember({ note: "b" }),
		};
		const { inputs, failures } = await checkSet(context, olds, buildSet(news));
		expect(failures).to.deep.equal([]);
		expect(inputs.decisions).to.deep.equal({
			same: { ...news.same, ...words },
			value: { ...news.value, ...words },
			note: { ...news.note, ...words },
		});
		expect(service.requests).to.equal(0);
	});

	it("takes out of state's evidence what is not to be kept any more", async () => {
		const olds = buildSet({ e1: buildMember(words) });
		const risk = await checkSet(buildRun({ evidence: "risk" }).context, olds, buildSet());
		expect(risk.inputs.decisions).to.deep.equal({ e1: buildMember({ event: rating }) });
		const none = await checkSet(buildRun({ evidence: "none" }).context, olds, buildSet());
		expect(none.inputs.decisions).to.deep.equal({ e1: buildMember() });
	});

	it("looks up just the decisions that are new or whose user changed", async () => {
		const { context, service } = buildRun();
		const bob = { ...alice, username: "bob" };
		const carol = { ...alice, username: "carol" };
		service.hold(bob, { eventId: "moved", type: "SignUp" });
		service.hold(carol, { eventId: "new", type: "SignIn" });
		const olds = buildSet({ same: buildMember(words), moved: buildMember(words) });
		const { inputs } = await checkSet(
			context,
			olds,
			buildSet({
				same: buildMember(),
				moved: buildMember({ username: "bob" }),
				new: buildMember({ username: "carol" }),
			}),
		);
		expect(inputs.decisions).to.deep.equal({
			same: buildMember(words),
			moved: buildMember({ username: "bob", event: "SignUp" }),
			new: buildMember({ username: "carol", event: "SignIn" }),
		});
		expect(service.reads.map(({ user }) => user.username)).to.deep.equal(["bob", "carol"]);
	});

	it("looks every decision up where the pool changed", async () => {
		const { context, service } = buildRun();
		const other = { ...alice, userPoolId: "eu-west-1_Other" };
		service.hold(other, { eventId: "e1", type: "SignUp" });
		const news = buildSet(undefined, { userPoolId: other.userPoolId });
		const { inputs } = await checkSet(context, buildSet({ e1: buildMember(words) }), news);
		expect(inputs.decisions).to.deep.equal({ e1: buildMember({ event: "SignUp" }) });
		expect(service.reads.map(({ user }) => user)).to.deep.equal([other]);
	});

	it("reads the history of one user once for all decisions", async () => {
		const { context, service } = buildRun();
		holdEvents(service, 60);
		await checkSet(context, {}, buildSet(buildMembers(60)));
		expect(service.requests).to.equal(1);
	});

	it("refuses missing events among those that exist, each by its ID, and says of no other", async () => {
		const { context, service, report } = buildRun();
		holdEvents(service, 3);
		const news = buildSet({ ...buildMembers(3), gone1: buildMember(), gone2: buildMember() });
		const { failures } = await checkSet(context, {}, news);
		expect(failures).to.have.length(2);
		for (const [index, id] of ["gone1", "gone2"].entries()) {
			expect(failures[index]).to.have.all.keys("reason");
			expect(failures[index]?.reason)
				.to.contain(`decisions["${id}"]: event ${id} in user pool ${alice.userPoolId} does not exist`)
				.and.to.contain("all 3 events")
				.and.not.to.contain("alice");
		}
		expect(report.lines).to.deep.equal([]);
	});

	it("warns of missing events, and goes on, where look-ups are optional", async () => {
		const { context, service, report } = buildRun({ eventLookup: "optional" });
		holdEvents(service, 1);
		const { failures } = await checkSet(context, {}, buildSet({ ...buildMembers(1), gone: buildMember() }));
		expect(failures).to.deep.equal([]);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("event gone").and.to.contain("does not exist");
	});

	it("warns once where listing is not permitted, and goes on without evidence", async () => {
		const { context, service, report } = buildRun();
		service.beforeRead = () => {
			throw new FeedbackError("Denied.", "accessDenied");
		};
		const { inputs, failures } = await checkSet(context, {}, buildSet(buildMembers(3)));
		expect(failures).to.deep.equal([]);
		expect(inputs.decisions).to.deep.equal(buildMembers(3));
		expect(report.warnings).to.have.length(1);
		expect(service.requests).to.equal(1);
	});

	it("makes no request where look-ups are off", async () => {
		const { context, service, report } = runWithEvent({ eventLookup: "off" });
		const { inputs } = await checkSet(context, {}, buildSet());
		expect(inputs).to.deep.equal(buildSet());
		expect(service.requests).to.equal(0);
		expect(report.warnings).to.deep.equal([]);
	});

	it("never prints a username", async () => {
		const { context, report } = buildRun({ eventLookup: "optional" });
		await checkSet(context, {}, buildSet({ e1: buildMember({ username: "zoe" }) }));
		expect(report.warnings).to.have.length(1);
		expect(report.lines.join()).not.to.contain("zoe");
	});
});
