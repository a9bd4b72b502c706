import { expect } from "chai";
import { RateLimitedCognito } from "#provider/cognito/rateLimited";
import { FakeRun } from "../../support/buildRun.ts";
import { type EmulatedCognito, emulatedCognitos, poolUser } from "../../support/emulatedCognito.ts";
import { step } from "../../support/story.ts";

/** Starts a new run of the provider. */
function runOn({ client }: EmulatedCognito) {
	return new FakeRun({}, new RateLimitedCognito(client, 1_000));
}

describe("A decision against an emulator", () => {
	const start = emulatedCognitos();

	it("is created, read, changed by someone else, read and restored", async () => {
		const cognito = await start([{ EventId: "e1", EventType: "SignIn" }], {
			now: () => new Date("2026-11-23T10:00:00Z"),
		});
		const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

		const { inputs, created } = await step("created", async () => {
			const { single } = runOn(cognito);
			const { inputs, failures } = await single.check({}, decision);
			expect(failures).to.deep.equal([]);
			expect(inputs.event).to.deep.equal({ type: "SignIn" });
			const created = await single.create(inputs);
			expect(created.outputs).to.deep.equal({
				...inputs,
				feedbackDate: "2026-11-23T10:00:00Z",
				feedbackProvider: "Admin",
			});
			return { inputs, created };
		});
		const { id, outputs } = created;

		await step("read, which reports nothing", async () => {
			const { single, report } = runOn(cognito);
			expect(await single.read(id, outputs)).to.deep.equal({ inputs, outputs });
			expect(report.lines).to.deep.equal([]);
		});

		const drifted = await step("changed by someone else, which a read reports", async () => {
			await cognito.client.submitFeedback({ ...decision, feedbackValue: "Invalid" });
			const { single, report } = runOn(cognito);
			const read = await single.read(id, outputs);
			expect(read?.outputs).to.include({ feedbackValue: "Invalid" });
			expect(report.warnings.join()).to.contain("by Admin on 2026-11-23T10:00:00Z");
			return read?.outputs ?? {};
		});

		await step("restored", async () => {
			const { single } = runOn(cognito);
			expect(await single.diff(drifted, inputs)).to.deep.equal({ changes: true, replaces: [] });
			expect(await single.update(id, drifted, inputs)).to.deep.equal(outputs);
			expect((await cognito.client.listAuthEvents(poolUser)).events[0]?.feedback?.value).to.equal("Valid");
		});
	});
});
