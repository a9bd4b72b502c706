import { expect } from "chai";
import { PacedFeedbackService } from "#provider/cognito/pacedFeedbackService";
import { EmulatorError, type EmulatorUserPool } from "#provider/emulator/index";
import { createContext } from "#provider/lifecycle/context";
import { PartialFailure } from "#provider/lifecycle/partialFailure";
import { createSet, updateSet } from "#provider/lifecycle/set/apply";
import { checkSet } from "#provider/lifecycle/set/check";
import { readSet } from "#provider/lifecycle/set/read";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildMember, buildMembers, buildSet } from "../../support/buildSet.ts";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { eventsInARow } from "../../support/emulatorContent.ts";
import { type FakeCognito, fakeCognitos, poolUser } from "../../support/fakeCognito.ts";
import { FakeReport } from "../../support/fakeReport.ts";

const id = poolUser.userPoolId;

function runOn({ service }: FakeCognito, requestsPerSecond = 1_000) {
	const report = new FakeReport();
	const paced = new PacedFeedbackService(service, requestsPerSecond);
	const configuration = { problems: [], eventLookup: "required", evidence: "full" } as const;
	return { context: createContext(configuration, paced, report), report };
}

/** What the emulator holds of the pool of the tests. */
function feedbackOf({ emulator }: FakeCognito): Record<string, string> {
	const pools = emulator.content().UserPools.filter((pool: EmulatorUserPool) => pool.Id === id);
	return feedbackIn({ UserPools: pools });
}

/** Refuses what goes beyond a bucket of tokens that fills at a steady rate. */
function quota(perSecond: number, capacity: number) {
	let [tokens, filled, refused] = [capacity, performance.now(), 0];
	return {
		get refused() {
			return refused;
		},
		onRequest() {
			const now = performance.now();
			tokens = Math.min(capacity, tokens + ((now - filled) / 1_000) * perSecond);
			filled = now;
			if (tokens < 1) {
				refused++;
				throw new EmulatorError("TooManyRequestsException", "Too many requests");
			}
			tokens--;
		},
	};
}

describe("a set at a server that enforces a quota", () => {
	const start = fakeCognitos();

	it("loses no decision, and the server holds each as declared", async () => {
		const limit = quota(40, 10);
		const cognito = await start(eventsInARow(60), { onRequest: () => limit.onRequest() });
		const { context, report } = runOn(cognito);
		const decisions = { ...buildMembers(60), e7: buildMember({ feedbackValue: "Invalid" }) };
		const { inputs, failures } = await checkSet(context, {}, buildSet(decisions));
		expect(failures).to.deep.equal([]);
		const { outs } = await createSet(context, inputs);
		expect(outs).to.deep.equal(inputs);
		expect(limit.refused).to.be.above(0);
		const values = Object.entries(decisions).map(([eventId, member]) => [eventId, member.feedbackValue]);
		expect(feedbackOf(cognito)).to.deep.equal(Object.fromEntries(values));
		expect(report.warnings).to.deep.equal([]);
	});

	it("holds in state exactly what the server took where some fail, and sends the rest next time", async () => {
		let isBroken = true;
		const cognito = await start(eventsInARow(12), {
			onRequest: ({ operation, input }) => {
				if (operation !== "AdminUpdateAuthEventFeedback" || !isBroken) return;
				if (String(input.EventId).endsWith("2"))
					throw new EmulatorError("UserPoolAddOnNotEnabledException", "off");
			},
		});
		const declared = buildSet(buildMembers(12));
		const failure = await rejectionOf(createSet(runOn(cognito).context, declared));
		expect(failure).to.be.instanceOf(PartialFailure);
		const { properties, reasons } = failure as PartialFailure;
		const taken = Object.keys(feedbackOf(cognito));
		expect(taken).to.have.length(10);
		expect(properties).to.have.property("decisions").that.has.all.keys(taken);
		expect(reasons).to.have.length(2);
		expect(reasons[1]).to.contain("2 events: e2, e12: threat protection is off");

		isBroken = false;
		const before = cognito.emulator.requests.length;
		expect(await updateSet(runOn(cognito).context, id, { ...properties }, declared)).to.deep.equal(declared);
		const sent = cognito.emulator.requests
			.slice(before)
			.filter(({ operation }) => operation === "AdminUpdateAuthEventFeedback");
		expect(sent.map(({ input }) => input.EventId)).to.have.members(["e2", "e12"]);
	});

	it("reads back what it submitted as unchanged", async () => {
		const cognito = await start(eventsInARow(70));
		const { outs } = await createSet(runOn(cognito).context, buildSet(buildMembers(70)));
		const { context, report } = runOn(cognito);
		expect(await readSet(context, id, outs)).to.deep.equal({ id, props: outs, inputs: outs });
		expect(report.lines).to.deep.equal([]);
	});
});
