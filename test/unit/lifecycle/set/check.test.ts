import { expect } from "chai";
import type { AuthEvent } from "#provider/cognito/authEvent";
import { EventCache } from "#provider/cognito/events";
import { buildAuthEvent } from "../../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents } from "../../../support/buildSet.ts";

const rating = "SignIn; 2026-11-20T08:14Z; High; AccountTakeover";
const evidence = { event: `${rating}; 203.0.113.7; Berlin; DE; Chrome on Windows` };

/** A run whose Cognito has the event `e1` of `alice`. */
function runWithEvent(...given: Parameters<typeof buildRun>) {
	const run = buildRun(...given);
	run.cognito.hold(alice, buildAuthEvent());
	return run;
}

describe("checking the events of a set", () => {
	it("adds the evidence to each new decision as one string", async () => {
		const { set, cognito } = runWithEvent();
		const news = buildSet({ e1: buildMember({ note: "Travelling" }) });
		expect(await set.check({}, news)).to.deep.equal({
			inputs: {
				userPoolId: alice.userPoolId,
				decisions: { e1: buildMember({ note: "Travelling", ...evidence }) },
			},
			failures: [],
		});
		expect(cognito.requests).to.equal(1);
	});

	for (const [what, event, text] of [
		[
			"feedback of before",
			{ feedback: { value: "Invalid", provider: "User" } },
			"; ; ; ; ; ; ; ; ; ; Invalid; User",
		],
		[
			"a challenge that was not met",
			{ challenges: ["Mfa: Failure"] },
			"; ; ; ; ; ; ; ; ; ; ; ; ; ; Mfa: Failure",
		],
		["nothing where nothing is known", {}, ""],
	] satisfies [string, Omit<AuthEvent, "eventId">, string][]) {
		it(`keeps ${what}`, async () => {
			const { set, cognito } = buildRun();
			cognito.hold(alice, { eventId: "e1", ...event });
			const { inputs } = await set.check({}, buildSet());
			expect(inputs.decisions).to.deep.equal({ e1: buildMember({ event: text }) });
		});
	}

	describe("of a user with many", () => {
		const { lookUp } = EventCache.prototype;
		afterEach(() => {
			EventCache.prototype.lookUp = lookUp;
		});

		it("waits for the history with one look-up, to save memory", async () => {
			let waiting = 0;
			let most = 0;
			EventCache.prototype.lookUp = function (ref) {
				most = Math.max(most, ++waiting);
				return lookUp.call(this, ref).finally(() => waiting--);
			};
			const { set, cognito } = buildRun();
			holdEvents(cognito, 20);
			const { inputs, failures } = await set.check({}, buildSet(buildMembers(20)));
			expect([failures, most, cognito.requests]).to.deep.equal([[], 1, 1]);
			expect(Object.keys(inputs.decisions as object)).to.deep.equal(Object.keys(buildMembers(20)));
		});

		it("records all decisions at once, because another set may be compared meanwhile", async () => {
			const { set, cognito, report } = buildRun();
			holdEvents(cognito, 3);
			const checking = set.check({}, buildSet(buildMembers(3), { __label: "new" }));
			const { e1, ...others } = buildMembers(3);
			await set.diff(
				buildSet({ e9: e1, ...others }, { __label: "old" }),
				buildSet({ e9: e1 }, { __label: "old" }),
			);
			expect(report.lines.join("\n")).to.include("moved").and.not.to.include("retained");
			await checking;
		});
	});

	it("keeps only as much evidence as configured", async () => {
		const risk = await runWithEvent({ evidence: "risk" }).set.check({}, buildSet());
		expect(risk.inputs.decisions).to.deep.equal({ e1: buildMember({ event: rating }) });
		const none = await runWithEvent({ evidence: "none" }).set.check({}, buildSet());
		expect(none.inputs.decisions).to.deep.equal({ e1: buildMember() });
	});

	it("copies the evidence from state without a request if at most the note changed", async () => {
		const { set, cognito } = buildRun();
		const before = buildMember({ note: "a", ...evidence });
		const olds = buildSet({ same: before, note: before });
		const news = {
			same: buildMember({ note: "a" }),
			note: buildMember({ note: "b" }),
		};
		const { inputs, failures } = await set.check(olds, buildSet(news));
		expect(failures).to.deep.equal([]);
		expect(inputs.decisions).to.deep.equal({
			same: { ...news.same, ...evidence },
			note: { ...news.note, ...evidence },
		});
		expect(cognito.requests).to.equal(0);
	});

	it("looks up a decision whose value changed, for the feedback that it overrules", async () => {
		const { set, cognito } = buildRun();
		cognito.hold(alice, {
			eventId: "e1",
			feedback: { value: "Valid", provider: "User", date: "2026-11-22T07:00:00Z" },
		});
		const olds = buildSet({ e1: buildMember({ event: "SignIn" }) });
		const { inputs } = await set.check(olds, buildSet({ e1: buildMember({ feedbackValue: "Invalid" }) }));
		const event = "SignIn; ; ; ; ; ; ; ; ; ; Valid; User; 2026-11-22T07:00Z";
		expect(inputs.decisions).to.deep.equal({ e1: buildMember({ feedbackValue: "Invalid", event }) });
	});

	it("reduces evidence in state to the configured level", async () => {
		const olds = buildSet({ e1: buildMember(evidence) });
		const risk = await buildRun({ evidence: "risk" }).set.check(olds, buildSet());
		expect(risk.inputs.decisions).to.deep.equal({ e1: buildMember({ event: rating }) });
		const none = await buildRun({ evidence: "none" }).set.check(olds, buildSet());
		expect(none.inputs.decisions).to.deep.equal({ e1: buildMember() });
	});

	it("looks up only decisions that are new or whose user changed", async () => {
		const { set, cognito } = buildRun();
		const bob = { ...alice, username: "bob" };
		const carol = { ...alice, username: "carol" };
		cognito.hold(bob, { eventId: "moved", type: "SignUp" });
		cognito.hold(carol, { eventId: "new", type: "SignIn" });
		const olds = buildSet({ same: buildMember(evidence), moved: buildMember(evidence) });
		const news = buildSet({
			same: buildMember(),
			moved: buildMember({ username: "bob" }),
			new: buildMember({ username: "carol" }),
		});
		const { inputs } = await set.check(olds, news);
		expect(inputs.decisions).to.deep.equal({
			same: buildMember(evidence),
			moved: buildMember({ username: "bob", event: "SignUp" }),
			new: buildMember({ username: "carol", event: "SignIn" }),
		});
		expect(cognito.reads.map(({ user }) => user.username)).to.deep.equal(["bob", "carol"]);
	});

	it("looks up every decision if the pool changed", async () => {
		const { set, cognito } = buildRun();
		const other = { ...alice, userPoolId: "eu-west-1_Other" };
		cognito.hold(other, { eventId: "e1", type: "SignUp" });
		const news = buildSet(undefined, { userPoolId: other.userPoolId });
		const { inputs } = await set.check(buildSet({ e1: buildMember(evidence) }), news);
		expect(inputs.decisions).to.deep.equal({ e1: buildMember({ event: "SignUp" }) });
		expect(cognito.reads.map(({ user }) => user)).to.deep.equal([other]);
	});

	it("reads the history of a user once for all decisions", async () => {
		const { set, cognito } = buildRun();
		holdEvents(cognito, 60);
		await set.check({}, buildSet(buildMembers(60)));
		expect(cognito.requests).to.equal(1);
	});

	it("rejects only the missing events, each by its ID", async () => {
		const { set, cognito, report } = buildRun();
		holdEvents(cognito, 3);
		const news = buildSet({ ...buildMembers(3), gone1: buildMember(), gone2: buildMember() });
		const { failures } = await set.check({}, news);
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

	it("warns about missing events and continues if look-ups are optional", async () => {
		const { set, cognito, report } = buildRun({ eventLookup: "optional" });
		holdEvents(cognito, 1);
		const { failures } = await set.check({}, buildSet({ ...buildMembers(1), gone: buildMember() }));
		expect(failures).to.deep.equal([]);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("event gone").and.to.contain("does not exist");
	});

	it("warns once and continues without evidence if listing is denied", async () => {
		const { set, cognito, report } = buildRun();
		cognito.beforeRead = () => {
			throw buildCognitoError({ kind: "accessDenied" });
		};
		const { inputs, failures } = await set.check({}, buildSet(buildMembers(3)));
		expect(failures).to.deep.equal([]);
		expect(inputs.decisions).to.deep.equal(buildMembers(3));
		expect(report.warnings).to.have.length(1);
		expect(cognito.requests).to.equal(1);
	});

	it("makes no request if look-ups are off", async () => {
		const { set, cognito, report } = runWithEvent({ eventLookup: "off" });
		const { inputs } = await set.check({}, buildSet());
		expect(inputs.decisions).to.deep.equal({ e1: buildMember() });
		expect(cognito.requests).to.equal(0);
		expect(report.warnings).to.deep.equal([]);
	});

	it("prints no username in a warning", async () => {
		const { set, report } = buildRun({ eventLookup: "optional" });
		await set.check({}, buildSet({ e1: buildMember({ username: "zoe" }) }));
		expect(report.warnings).to.have.length(1);
		expect(report.warnings.join()).not.to.contain("zoe");
	});
});

describe("the summary of a checked set", () => {
	it("lists the decisions of a new set in the program's order, up to a limit, and counts them", async () => {
		const { set, report } = buildRun({ eventLookup: "off" });
		await set.check(
			{},
			buildSet({ z: buildMember(), a: buildMember({ note: "TICKET-1" }), ...buildMembers(20) }),
		);
		const lines = report.lines.join("\n").split("\n");
		expect(lines.slice(0, 3)).to.deep.equal([
			"+ z alice Valid",
			'+ a alice Valid, note "TICKET-1"',
			"+ e1 alice Valid",
		]);
		expect(lines.slice(-3)).to.deep.equal(["+ e18 alice Valid", "+ and 2 more", "reviews: 22 to add"]);
		expect(lines).to.have.lengthOf(22);
	});

	it("is left to the diff if the set exists", async () => {
		const { set, report } = buildRun({ eventLookup: "off" });
		await set.check(buildSet(), buildSet(buildMembers(12)));
		expect(report.lines).to.deep.equal([]);
	});

	it("is omitted if a decision is rejected", async () => {
		const { set, report } = buildRun({ eventLookup: "off" });
		await set.check({}, buildSet({ ...buildMembers(2), e3: buildMember({ feedbackValue: "" }) }));
		expect(report.lines).to.deep.equal([]);
	});

	it("is omitted if a new set has no decisions", async () => {
		const { set, report } = buildRun();
		expect((await set.check({}, buildSet({}))).failures).to.deep.equal([]);
		expect(report.lines).not.to.include("");
	});
});
