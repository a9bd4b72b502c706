import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId, single } from "../support/program.ts";
import { decisionsOf, overAdapters, step, story } from "../support/story.ts";

overAdapters((adapter, through) => {
	const otherPool = "eu-central-1_Other";
	const { UserPools } = cognito(
		user("alice", ...signIns("value", "note", "event", "nextEvent", "user", "pool")),
		user("bob", ...signIns("user")),
	);
	const options = {
		adapter,
		content: { UserPools: [...UserPools, { Id: otherPool, Users: [user("alice", ...signIns("pool"))] }] },
		config: { "cognito-feedback:requestsPerSecond": "1000" },
	};
	const declared = [
		single("value", { eventId: "value" }),
		single("note", { eventId: "note", note: "TICKET-1" }),
		single("event", { eventId: "event" }),
		single("user", { eventId: "user" }),
		single("pool", { eventId: "pool" }),
	];
	const changed = [
		single("value", { eventId: "value", feedbackValue: "Invalid" }),
		single("note", { eventId: "note", note: "TICKET-2" }),
		single("event", { eventId: "nextEvent" }),
		single("user", { eventId: "user", username: "bob" }),
		single("pool", { eventId: "pool", userPoolId: otherPool }),
	];

	story(`A decision ${through}, from its declaration to its end`, options, async (stack) => {
		await step("is previewed without being submitted", async () => {
			stack.program(...declared);
			const { output, writes } = await stack.preview();
			expect(output).to.include(`+ ${adapter.single}: (create)`);
			expect(output)
				.to.match(/note *: "TICKET-1"/)
				.and.include("+ 6 to create");
			expect(writes).to.deep.equal([]);
			expect(stack.feedback()).to.deep.equal({});
		});

		await step("is submitted once by `up`, without its note", async () => {
			const { writes } = await stack.up();
			expect(decisionsOf(writes)).to.deep.equal([
				"event Valid",
				"note Valid",
				"pool Valid",
				"user Valid",
				"value Valid",
			]);
			const note = writes.find(({ input }) => input.EventId === "note");
			expect(note?.input).to.deep.equal({
				UserPoolId: poolId,
				Username: "alice",
				EventId: "note",
				FeedbackValue: "Valid",
			});
		});

		await step("is kept in state under its type and the ID of its event", async () => {
			const resource = await stack.resource("note");
			expect(resource?.type).to.equal(adapter.single);
			expect(resource?.id).to.equal(`${poolId}/note`);
			const { feedbackDate, feedbackProvider, event, __format: _, ...outputs } = resource?.outputs ?? {};
			const { event: declared, __format: __, ...inputs } = resource?.inputs ?? {};
			expect(outputs).to.deep.equal(inputs);
			// The plugin keeps evidence as fields, the dynamic provider as JSON in inputs and as one line in outputs.
			if (adapter.name === "plugin") expect(event).to.deep.equal(declared);
			else
				expect([declared, event].map((text) => String(text).slice(0, 8))).to.deep.equal([
					'{"type":',
					"SignIn; ",
				]);
			expect(outputs).to.include({
				userPoolId: poolId,
				username: "alice",
				eventId: "note",
				feedbackValue: "Valid",
				note: "TICKET-1",
			});
			expect(feedbackProvider).to.equal("Admin");
			expect(feedbackDate).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		});

		await step("makes no request while it is unchanged", async () => {
			const { output, requests } = await stack.preview();
			expect(output).to.include("6 unchanged").and.not.include("to update");
			expect(requests).to.deep.equal([]);
		});

		await step(
			"is replaced for the fields in `replaceOnChanges` through the plugin, and updated otherwise",
			async () => {
				const noted = single("note", { eventId: "note", note: "TICKET-2" }, { replaceOnChanges: ["note"] });
				stack.program(...declared.map((each, index) => (index === 1 ? noted : each)));
				const { output } = await stack.preview();
				expect(output).to.include(adapter.name === "plugin" ? "+-1 to replace" : "~ 1 to update");
			},
		);

		await step("previews changes, and which of them replace it", async () => {
			stack.program(...changed);
			const { output, writes } = await stack.preview();
			expect(output).to.include(`~ feedbackValue: "Valid" => "Invalid"`);
			expect(output).to.match(/value alice Valid → Invalid: SignIn 2026-11-20 08:14 UTC, High risk/);
			expect(output).to.match(/~ note *: "TICKET-1" => "TICKET-2"/);
			expect(output).to.match(/~ eventId *: "event" => "nextEvent"/);
			expect(output).to.match(/~ username *: "alice" => "bob"/);
			expect(output).to.match(new RegExp(`~ userPoolId *: "${poolId}" => "${otherPool}"`));
			expect(output).to.include("~ 2 to update").and.include("+-3 to replace");
			expect(writes).to.deep.equal([]);
		});

		await step(
			"submits the changed value and the replacements, and retains the replaced feedback",
			async () => {
				const { output, writes } = await stack.up();
				expect(decisionsOf(writes)).to.deep.equal([
					"nextEvent Valid",
					"pool Valid",
					"user Valid",
					"value Invalid",
				]);
				for (const id of ["event", "pool"]) expect(output).to.include(leftBehind(poolId, id, "Valid"));
				// Pulumi still manages that event.
				expect(output).not.to.include("feedback on event user (`Valid`) is retained");
				expect(stack.feedback()).to.include({ event: "Valid", nextEvent: "Valid", value: "Invalid" });
				expect((await stack.resource("note"))?.outputs).to.include({
					note: "TICKET-2",
					feedbackProvider: "Admin",
				});
				expect((await stack.resource("pool"))?.id).to.equal(`${otherPool}/pool`);
			},
		);

		await step(
			"is destroyed without a request and with a warning, since Cognito retains the feedback",
			async () => {
				const before = stack.feedback();
				const { output, requests } = await stack.destroy();
				expect(requests).to.deep.equal([]);
				expect(output).to.include(leftBehind(poolId, "value", "Invalid"));
				expect(output).to.include(leftBehind(otherPool, "pool", "Valid"));
				expect(stack.feedback()).to.deep.equal(before);
				expect(await stack.project.state()).to.deep.equal([]);
			},
		);
	});
});

function leftBehind(pool: string, eventId: string, value: string): string {
	return `warning: user pool ${pool}: feedback on event ${eventId} (\`${value}\`) is retained in Amazon Cognito`;
}
