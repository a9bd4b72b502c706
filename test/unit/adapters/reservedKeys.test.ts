import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { lostOnCopying } from "#provider/adapters/reservedKeys";
import { prototypeKeys } from "../../support/anyText.ts";
import { alice, buildDecision, unknownValue } from "../../support/buildDecision.ts";
import { buildRun } from "../../support/buildRun.ts";
import { buildMember, buildSet } from "../../support/buildSet.ts";

/** Pulumi's marker for secrets and assets. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const kept = prototypeKeys.filter((key) => key !== "__proto__");

/** Decisions on these events, each under its own key, even if objects have a built-in property of that name. */
function decisionsOn(...eventIds: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(eventIds.map((eventId) => [eventId, buildMember()]));
}

describe("event IDs that cannot be keys", () => {
	for (const eventId of ["__proto__", signatureKey]) {
		it(`include ${eventId}, which is rejected in a set that would lose it, naming the resource to declare instead`, async () => {
			const { set, cognito } = buildRun();
			const { failures } = await set.check({}, buildSet(decisionsOn("e1", eventId)));
			expect(failures.filter(({ reason }) => reason.includes("cannot be in a set"))).to.deep.equal([
				{
					reason: `decisions["${eventId}"]: an event with the ID \`${eventId}\` cannot be in a set, because JavaScript or Pulumi would drop it; declare an AuthEventFeedback resource instead`,
				},
			]);
			expect(cognito.submitted).to.deep.equal([]);
		});

		it(`include ${eventId} in a set while its decision is unknown`, async () => {
			const decisions = Object.fromEntries([[eventId, unknownValue]]);
			const { failures } = await buildRun().set.check({}, buildSet(decisions));
			expect(failures).to.have.length(1);
		});

		it(`include ${eventId}, which is accepted in a resource of its own`, async () => {
			const { single, cognito } = buildRun();
			cognito.hold(alice, { eventId });
			const { failures } = await single.check({}, { ...buildDecision({ eventId }) });
			expect(failures).to.deep.equal([]);
		});

		it(`include ${eventId}, which is detected before Pulumi copies decisions that are not a string`, () => {
			expect(lostOnCopying(decisionsOn("e1", eventId))).to.contain(
				`the ID \`${eventId}\` cannot be in a set`,
			);
		});
	}

	it("include __proto__, which is detected if a program has set it as the prototype, in a literal or by copying", async () => {
		expect(lostOnCopying({ e1: buildMember(), __proto__: buildMember() })).to.contain(
			"`__proto__` cannot be",
		);
		const copied = await new Promise((resolve) => output(decisionsOn("e1", "__proto__")).apply(resolve));
		expect(lostOnCopying(copied)).to.contain("`__proto__` cannot be");
	});

	it("are detected in no other decisions", () => {
		class Decisions {
			readonly e1 = buildMember();
		}
		const bare = Object.assign(Object.create(null), decisionsOn("e1"));
		for (const decisions of [
			decisionsOn("e1", ...kept),
			bare,
			new Decisions(),
			[],
			null,
			undefined,
			"e1",
			{},
		])
			expect(lostOnCopying(decisions)).to.equal(undefined);
	});

	it("are no reason to use a Map, which is rejected because Pulumi would lose it", () => {
		expect(lostOnCopying(new Map([["e1", buildMember()]]))).to.contain("is a Map; expected an object");
	});

	it("do not include the other built-in names of objects", async () => {
		const { set, cognito } = buildRun();
		cognito.hold(alice, ...kept.map((eventId) => ({ eventId, type: "SignIn" })));
		const { inputs, failures } = await set.check({}, buildSet(decisionsOn(...kept)));
		expect(failures).to.deep.equal([]);
		expect(Object.keys(inputs.decisions as object)).to.deep.equal(kept);
	});
});
