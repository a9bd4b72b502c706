import { expect } from "chai";
import { checkDecision } from "#provider/lifecycle/check";
import { createContext } from "#provider/lifecycle/context";
import type { Decision } from "#provider/lifecycle/decision";
import { diffDecision } from "#provider/lifecycle/diff";
import { readDecision } from "#provider/lifecycle/read";
import { createDecision, updateDecision } from "#provider/lifecycle/submit";
import { type FakeCognito, fakeCognitos, poolUser } from "../../support/fakeCognito.ts";
import { FakeReport } from "../../support/fakeReport.ts";

/** A new run of the provider. */
function run({ service }: FakeCognito) {
	const report = new FakeReport();
	const configuration = { problems: [], eventLookup: "required", evidence: "full" } as const;
	return { context: createContext(configuration, service, report), report };
}

describe("a decision's life against an emulator", () => {
	const start = fakeCognitos();

	it("is created, read, changed elsewhere, read and restored", async () => {
		const cognito = await start([{ EventId: "e1", EventType: "SignIn" }], {
			now: () => new Date("2026-11-23T10:00:00Z"),
		});
		const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;
		const first = run(cognito);
		const { inputs, failures } = await checkDecision(first.context, {}, decision);
		expect(failures).to.deep.equal([]);
		expect(inputs.event).to.deep.equal({ type: "SignIn" });
		const { id, outs } = await createDecision(first.context, inputs as unknown as Decision);
		expect(outs).to.deep.equal({
			...inputs,
			feedbackDate: "2026-11-23T10:00:00Z",
			feedbackProvider: "Admin",
		});

		const quiet = run(cognito);
		expect(await readDecision(quiet.context, id, { ...outs })).to.deep.equal({ id, props: outs, inputs });
		expect(quiet.report.lines).to.deep.equal([]);

		await cognito.service.submitFeedback({ ...decision, feedbackValue: "Invalid" });
		const drifted = run(cognito);
		const { props } = await readDecision(drifted.context, id, { ...outs });
		expect(props).to.include({ feedbackValue: "Invalid" });
		expect(drifted.report.warnings.join()).to.contain("by Admin on 2026-11-23T10:00:00Z");

		const restored = run(cognito);
		expect(diffDecision(restored.context, props, inputs)).to.deep.equal({ changes: true, replaces: [] });
		expect(await updateDecision(restored.context, props, inputs as unknown as Decision)).to.deep.equal(outs);
		expect((await cognito.service.listAuthEvents(poolUser)).events[0]?.feedback?.value).to.equal("Valid");
	});
});
