import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { plugin } from "../../tools/pulumi-project/adapters.ts";
import { answered, cognito, signIn, signIns, user } from "../support/cognitoContent.ts";
import { type Declaration, poolId, set, single } from "../support/program.ts";
import { someoneAnswers } from "../support/someoneAnswers.ts";
import { decisionsOf, overAdapters, step, story, type TestStack } from "../support/story.ts";

const name = "hidden.person";

overAdapters((adapter, through) => {
	const options = {
		adapter,
		content: cognito(
			user(
				name,
				...signIns("single", "inSet", "later", "late", "lateInSet"),
				answered(signIn("read"), "Invalid", "Admin"),
			),
		),
	};

	/** Declares decisions on it in each way that has a username: at once, in a set, and known only after another resource. */
	function decisions(feedbackValue: string, more: Readonly<Record<string, object>> = {}): Declaration {
		return (sdk) => {
			const username = pulumi.secret(name);
			const decision = { userPoolId: poolId, feedbackValue };
			const one = new sdk.AuthEventFeedback("one", { ...decision, eventId: "single", username });
			const late = pulumi.secret(one.id.apply(() => name));
			set("many", { inSet: { username, feedbackValue }, ...more })(sdk);
			single("lateOne", { eventId: "late", username: late })(sdk);
			set("lateMany", { lateInSet: { username: late } })(sdk);
		};
	}

	async function expectEncrypted(stack: TestStack): Promise<void> {
		const kept = (await stack.project.state()).filter(({ urn }) => !urn.endsWith("::read"));
		expect(kept).to.have.lengthOf(4);
		for (const { urn, inputs, outputs } of kept)
			for (const side of [inputs, outputs])
				expect(JSON.stringify(side), urn).to.include(`"ciphertext"`).and.not.include(name);
	}

	story(`A secret username stays secret from preview to destroy ${through}`, options, async (stack) => {
		await step("is not printed by a preview", async () => {
			stack.program(decisions("Valid"));
			const { output, writes } = await stack.preview();
			expect(output).to.include("2026-11-20T08:14:00Z").and.not.include(name);
			expect(writes).to.deep.equal([]);
		});

		await step("is sent by `up`, and neither printed nor kept in clear", async () => {
			const { output, writes } = await stack.up();
			expect(output).not.to.include(name);
			expect(writes.map(({ input }) => input.Username)).to.deep.equal([name, name, name, name]);
			await expectEncrypted(stack);
		});

		await step("is `[secret]` in the lines of a change", async () => {
			stack.program(decisions("Invalid", { later: { username: pulumi.secret(name) } }));
			const { output } = await stack.preview();
			expect(output).to.include("single [secret] Valid → Invalid: SignIn 2026-11-20 08:14");
			expect(output).to.include("~ inSet [secret] Valid → Invalid: SignIn 2026-11-20 08:14");
			expect(output).to.include("+ later [secret] Valid: SignIn 2026-11-20 08:14");
			expect(output).not.to.include(name);
		});

		await step("is not printed by a refresh that finds drift", async () => {
			for (const EventId of ["single", "inSet"])
				await someoneAnswers(stack.emulator, { Username: name, EventId, FeedbackValue: "Invalid" });
			const { output } = await stack.refresh();
			expect(output).to.include("event single").and.include("event inSet").and.not.include(name);
			await expectEncrypted(stack);
		});

		await step("stays secret in the next `up`, in a resource that is only read too", async () => {
			const username = pulumi.secret(name);
			stack.program(decisions("Invalid", { later: { username } }), ({ AuthEventFeedback }) => {
				const read = AuthEventFeedback.get("read", `${poolId}/read`, { username });
				return { username: read.username, value: read.feedbackValue };
			});
			const { output, writes } = await stack.up();
			expect(output).not.to.include(name);
			expect(decisionsOf(writes)).to.deep.equal(["later Valid"]);
			await expectEncrypted(stack);
			const outputs = await stack.project.outputs();
			expect(outputs.username).to.have.property("ciphertext");
			expect(outputs.value).to.equal("Invalid");
		});

		await step("is not printed when the decisions are destroyed", async () => {
			const { output } = await stack.destroy();
			expect(output).to.include("feedback on event lateInSet").and.not.include(name);
		});
	});
});

story(
	"The secret username of an imported decision is in state only until the next `up`, as part of the ID that Pulumi keeps",
	{ adapter: plugin, content: cognito(user(name, answered(signIn("one"), "Valid", "Admin"))) },
	async (stack) => {
		const declare = (opts: pulumi.CustomResourceOptions) =>
			stack.program(single("one", { eventId: "one", username: pulumi.secret(name) }, opts));

		await step("is imported", async () => {
			declare({ import: `${poolId}/one/${name}` });
			expect((await stack.up()).output).to.include("1 imported");
		});

		await step("is nowhere in state after the next `up`, which has nothing to do", async () => {
			declare({});
			const { output, requests } = await stack.up();
			expect(output).to.include("2 unchanged").and.not.include(name);
			expect(requests).to.deep.equal([]);
			expect(JSON.stringify(await stack.project.exported())).not.to.include(name);
		});
	},
);
