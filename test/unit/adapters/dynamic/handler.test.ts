import { expect } from "chai";
import { handlerOf } from "#provider/adapters/dynamic/handler";
import * as set from "#provider/adapters/dynamic/set";
import * as single from "#provider/adapters/dynamic/single";
import type { Session } from "#provider/adapters/session";
import { StepPartialFailure } from "#provider/adapters/steps";
import { buildAuthEvent } from "../../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice, buildDecision, unknownValue } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents } from "../../../support/buildSet.ts";

const methods = ["configure", "check", "diff", "create", "update", "delete", "read"] as const;
const format = { __format: 1 };
const internal = { __provider: "text", __secret: true };
const { eventId: _, ...event } = buildAuthEvent();
const id = "eu-central-1_AbCdEf123/e1";

/** The dynamic provider in a new run, whose Cognito has the event `e1` of `alice`. */
function build(...given: Parameters<typeof buildRun>) {
	const run = buildRun(...given);
	run.cognito.hold(alice, buildAuthEvent());
	const holder = { session: run.session };
	return { ...run, single: handlerOf("single", holder), set: handlerOf("set", holder) };
}

for (const [name, module] of [
	["AuthEventFeedback", single],
	["AuthEventFeedbackSet", set],
] as const) {
	describe(`the dynamic provider of ${name}`, () => {
		const provider = module.handler();

		it("has every method that Pulumi calls", () => {
			for (const method of methods) expect(provider[method]).to.be.a("function");
		});

		it("rejects a step before it is configured, naming the version of Pulumi's SDK that configures it", async () => {
			expect((await rejectionOf(provider.check({}, {}))).message).to.contain("`@pulumi/pulumi` 3.139.0");
		});
	});
}

describe("the state of the dynamic provider", () => {
	it("contains a single decision with its evidence as JSON, without its name, which only the check uses", async () => {
		const { single } = build();
		const news = { ...buildDecision(), ...internal, __label: "berlin" };
		expect(await single.check({}, news)).to.deep.equal({
			inputs: { ...buildDecision(), ...internal, ...format, event: JSON.stringify(event) },
			failures: [],
		});
	});

	it("contains a set with its name, and its decisions in the form in which they arrived", async () => {
		const members = buildMembers(1);
		for (const decisions of [members, JSON.stringify(members)]) {
			const { set } = build({ eventLookup: "off" });
			const news = buildSet(decisions, internal);
			expect(await set.check({}, news)).to.deep.equal({ inputs: { ...news, ...format }, failures: [] });
			expect((await set.create(news)).outs).to.deep.equal({ ...news, ...format });
		}
	});

	it("keeps unknown decisions unknown", async () => {
		const { set } = build();
		const news = buildSet(unknownValue);
		expect((await set.check({}, news)).inputs).to.deep.equal({ ...news, ...format });
		expect(await set.diff("id", buildSet(JSON.stringify(buildMembers(1))), news)).to.deep.equal({
			changes: true,
			replaces: [],
		});
	});

	it("keeps a username secret that is secret in old state", async () => {
		const change = buildDecision({ feedbackValue: "Invalid" });
		for (const [olds, isPrinted] of [
			[{ ...buildDecision() }, true],
			[{ ...buildDecision(), ...internal }, false],
		] as const) {
			const { single, report } = build();
			await single.diff(id, olds, { ...change });
			expect(report.lines.join().includes("alice")).to.equal(isPrinted);
		}
	});

	it("contains the internal properties of the latest inputs, even after an update", async () => {
		const { single } = build();
		const olds = { ...buildDecision(), ...internal, __provider: "old" };
		const { outs } = await single.update(id, olds, { ...buildDecision({ note: "new" }), ...internal });
		expect(outs).to.deep.equal({ ...buildDecision({ note: "new" }), ...internal, ...format });
	});

	it("contains all inputs and outputs of a resource that is read", async () => {
		const { single } = build();
		const { feedbackValue: _, ...read } = { ...buildDecision(), ...internal, ...format };
		expect(await single.read(id, { ...buildDecision(), ...internal })).to.deep.equal({
			id,
			inputs: read,
			props: read,
		});
	});

	it("contains nothing of a resource that no longer exists", async () => {
		const { single, set, cognito } = build();
		cognito.hold(alice);
		const gone = { id: "", props: {} };
		expect(await single.read(id, { ...buildDecision(), ...internal })).to.deep.equal(gone);
		expect(await set.read("id", buildSet(JSON.stringify(buildMembers(1)), internal))).to.deep.equal(gone);
	});

	it("contains the completed part of a set that failed, with decisions in the form in which they arrived", async () => {
		for (const form of [JSON.stringify, <T>(decisions: T) => decisions]) {
			const { set, cognito } = build({ eventLookup: "off" });
			cognito.beforeSubmit = ({ eventId }) => {
				if (eventId === "e2") throw buildCognitoError({ operation: "AdminUpdateAuthEventFeedback", eventId });
			};
			const error = await rejectionOf(set.create(buildSet(form(buildMembers(2)), internal)));
			if (!(error instanceof StepPartialFailure)) throw error;
			expect(error.id).to.equal(alice.userPoolId);
			expect(error.properties).to.deep.equal(buildSet(form(buildMembers(1)), { ...internal, ...format }));
			expect(error.reasons).to.have.length(2);
			expect(error.reasons[0]).to.equal(error.message);
		}
	});
});

describe("inputs that the engine copies from state before a check, as with `ignoreChanges`", () => {
	/** Runs check and diff after an `up`, with all inputs from state. */
	async function again(session: Session, kind: "single" | "set", news: Readonly<Record<string, unknown>>) {
		const handler = handlerOf(kind, { session });
		const { inputs = {} } = await handler.check({}, news);
		const { outs = {} } = await handler.create(inputs);
		const result = await handler.check(inputs, structuredClone(inputs));
		const { changes } = await handler.diff("id", outs, result.inputs ?? {});
		return { ...result, changes, isSame: JSON.stringify(result.inputs) === JSON.stringify(inputs) };
	}

	it("are neither a failure nor a change of a single decision, although they include its evidence", async () => {
		const { session, cognito } = build();
		const { failures, changes, isSame } = await again(session, "single", { ...buildDecision(), ...internal });
		expect({ failures, changes, isSame }).to.deep.equal({ failures: [], changes: false, isSame: true });
		expect(cognito.submitted).to.have.length(1);
	});

	it("are neither a failure nor a change of a set, in either form", async () => {
		for (const form of [JSON.stringify, <T>(decisions: T) => decisions]) {
			const { session, cognito } = build();
			holdEvents(cognito, 2);
			const { failures, changes, isSame } = await again(
				session,
				"set",
				buildSet(form(buildMembers(2)), internal),
			);
			expect({ failures, changes, isSame }).to.deep.equal({ failures: [], changes: false, isSame: true });
		}
	});
});

describe("a failure of the dynamic provider", () => {
	it("rejects any value of an argument that only state may have", async () => {
		for (const given of ["SignIn", '{"type":"SignIn"}', "", "null", 7, { type: "SignIn" }]) {
			const { single, cognito } = build();
			const { failures } = await single.check({}, { ...buildDecision(), event: given });
			expect(failures).to.have.length(1);
			expect(failures?.[0]?.reason).to.match(/^`event` is not a valid property; expected `userPoolId`/);
			expect(cognito.requests).to.equal(0);
		}
	});

	it("rejects decisions that are not a map, whatever they are", async () => {
		for (const decisions of ['"e1"', "7", "null", "[]", "{oops"]) {
			const { failures } = await build().set.check({}, buildSet(decisions));
			expect(failures).to.have.length(1);
			expect(failures?.[0]?.reason).to.match(/^`decisions` is not a map; /);
		}
	});

	it("is printed without a stack trace if its message is for the person who runs Pulumi", async () => {
		const { single, cognito } = build();
		cognito.beforeSubmit = () => {
			throw buildCognitoError();
		};
		const error = await rejectionOf(single.create({ ...buildDecision() }));
		expect(error.message).to.contain("Oops: out of order.");
		expect(`${error}: ${error.stack}`).not.to.match(/^\s+at /m);
	});

	it("is printed with its stack trace if it is a bug", async () => {
		const { single, cognito } = build();
		const bug = new TypeError("x is not a function");
		cognito.beforeSubmit = () => {
			throw bug;
		};
		expect(await rejectionOf(single.create({ ...buildDecision() }))).to.equal(bug);
	});

	it("reports state of a newer version without a stack trace", async () => {
		const { single, set } = build();
		const newer = { ...buildDecision(), __format: 3 };
		const event = "\\2; later";
		const newerSet = buildSet({ e1: buildMember({ event }) });
		for (const step of [
			() => single.read(id, newer),
			() => single.check(newer, { ...buildDecision() }),
			() => single.diff(id, newer, { ...buildDecision() }),
			() => single.delete(id, newer),
			() => set.diff(id, newerSet, buildSet()),
			() => set.read(id, newerSet),
		]) {
			const { message, stack } = await rejectionOf(step());
			expect(message).to.match(/^This state was written by a newer version/);
			expect(stack).to.equal("see the error message");
		}
	});

	it("is printed once: Pulumi's second copy on stderr is suppressed, and nothing else", async () => {
		const { single } = build();
		const error = await rejectionOf(single.read(id, { ...buildDecision(), __format: 3 }));
		const { write } = process.stderr;
		const written: unknown[] = [];
		const keep = (text: unknown) => written.push(text) > 0;
		process.stderr.write = keep;
		try {
			// Like Pulumi's server.
			console.error(`${error}: ${error.stack}`);
			console.error("other");
			String(error);
			console.error("another");
			expect(process.stderr.write).to.equal(keep);
		} finally {
			process.stderr.write = write;
		}
		expect(written).to.deep.equal(["other\n", "another\n"]);
	});
});
