import { expect } from "chai";
import { StepPartialFailure } from "#provider/adapters/steps";
import { RateLimitedCognito } from "#provider/cognito/rateLimited";
import { EmulatorError, type EmulatorUserPool } from "#provider/emulator/index";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeRun } from "../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet } from "../../support/buildSet.ts";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { type EmulatedCognito, emulatedCognitos, poolUser } from "../../support/emulatedCognito.ts";
import { eventsInARow } from "../../support/emulatorContent.ts";

const id = poolUser.userPoolId;

/** Starts a new run of the provider. */
function runOn({ client }: EmulatedCognito) {
	return new FakeRun({}, new RateLimitedCognito(client, 1_000));
}

/** The feedback that the emulator holds for the tests' pool. */
function feedbackOf({ emulator }: EmulatedCognito): Record<string, string> {
	const pools = emulator.content().UserPools.filter((pool: EmulatorUserPool) => pool.Id === id);
	return feedbackIn({ UserPools: pools });
}

/** Throttles requests beyond a token bucket that fills at a steady rate. */
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

describe("A set against an emulator", () => {
	const start = emulatedCognitos();

	it("loses no decision to an enforced quota, and Cognito holds each as declared", async () => {
		const limit = quota(40, 10);
		const cognito = await start(eventsInARow(60), { onRequest: () => limit.onRequest() });
		const { set, report } = runOn(cognito);
		const decisions = { ...buildMembers(60), e7: buildMember({ feedbackValue: "Invalid" }) };
		const { inputs, failures } = await set.check({}, buildSet(decisions));
		expect(failures).to.deep.equal([]);
		const { outputs } = await set.create(inputs);
		expect(outputs).to.deep.equal(inputs);
		expect(limit.refused).to.be.above(0);
		const values = Object.entries(decisions).map(([eventId, member]) => [eventId, member.feedbackValue]);
		expect(feedbackOf(cognito)).to.deep.equal(Object.fromEntries(values));
		expect(report.warnings).to.deep.equal([]);
	});

	it("keeps in state exactly the decisions that Cognito accepted if some fail, and submits the rest next time", async () => {
		let isBroken = true;
		const cognito = await start(eventsInARow(12), {
			onRequest: ({ operation, input }) => {
				if (operation !== "AdminUpdateAuthEventFeedback" || !isBroken) return;
				if (String(input.EventId).endsWith("2"))
					throw new EmulatorError("UserPoolAddOnNotEnabledException", "off");
			},
		});
		const { __label: _, ...declared } = buildSet(buildMembers(12));
		const failure = await rejectionOf(runOn(cognito).set.create(declared));
		expect(failure).to.be.instanceOf(StepPartialFailure);
		const { properties, reasons } = failure as StepPartialFailure;
		const taken = Object.keys(feedbackOf(cognito));
		expect(taken).to.have.length(10);
		expect(properties).to.have.property("decisions").that.has.all.keys(taken);
		expect(reasons).to.have.length(2);
		expect(reasons[1]).to.contain("2 events: e2, e12: threat protection is off");

		isBroken = false;
		const before = cognito.emulator.requests.length;
		expect(await runOn(cognito).set.update(id, properties, declared)).to.deep.equal(declared);
		const sent = cognito.emulator.requests
			.slice(before)
			.filter(({ operation }) => operation === "AdminUpdateAuthEventFeedback");
		expect(sent.map(({ input }) => input.EventId)).to.have.members(["e2", "e12"]);
	});

	it("reads submitted decisions back as unchanged", async () => {
		const cognito = await start(eventsInARow(70));
		const { outputs } = await runOn(cognito).set.create(buildSet(buildMembers(70)));
		const { set, report } = runOn(cognito);
		expect(await set.read(id, outputs)).to.deep.equal({ inputs: outputs, outputs });
		expect(report.lines).to.deep.equal([]);
	});
});
