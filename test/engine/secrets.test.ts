import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { plugin } from "../../workbench/project/adapters.ts";
import {
	configureSecretProfile,
	expectUnkept,
	expectUnprinted,
	noCredentials,
	note,
	repeated,
	username,
	writeCredentials,
} from "../support/canaries.ts";
import { cognito, signIn, signIns, user, withFeedback } from "../support/cognitoContent.ts";
import { giveFeedback } from "../support/giveFeedback.ts";
import { filesWith } from "../support/leftovers.ts";
import { type Declaration, poolId, set, single } from "../support/program.ts";
import { decisionsOf, overTestedAdapters, step, story, type TestStack } from "../support/story.ts";

/** Decisions with a secret note and a secret username: a single one, one in a set, and one that depends on another resource. */
function decisions(feedbackValue: string, more: Readonly<Record<string, object>> = {}): Declaration {
	return (sdk) => {
		const secrets = { username: pulumi.secret(username), note: pulumi.secret(note) };
		const args = { userPoolId: poolId, eventId: "single", feedbackValue, ...secrets };
		const one = new sdk.AuthEventFeedback("one", args);
		const late = pulumi.secret(one.id.apply(() => username));
		set("many", { inSet: { feedbackValue, ...secrets }, ...more })(sdk);
		single("lateOne", { eventId: "late", username: late })(sdk);
		set("lateMany", { lateInSet: { username: late } })(sdk);
	};
}

/** As users run commands: without the details of `--diff`. */
const briefly = "--diff=false";

async function expectEncrypted({ project }: TestStack): Promise<void> {
	const resources = (await project.state()).filter(({ urn }) => !urn.endsWith("::read"));
	expect(resources).to.have.lengthOf(4);
	for (const { urn, inputs, outputs } of resources)
		for (const side of [inputs, outputs])
			expect(JSON.stringify(side), urn).to.include(`"ciphertext"`).and.not.include(username);
}

overTestedAdapters((adapter, through) => {
	let isFaulty = false;
	const options = {
		adapter,
		content: cognito(
			user(
				username,
				...signIns("single", "inSet", "later", "late", "lateInSet"),
				withFeedback(signIn("read"), "Invalid", "Admin"),
			),
		),
		env: noCredentials,
		onRequest: ({ operation }: { readonly operation: string }) => {
			if (isFaulty && operation === "AdminUpdateAuthEventFeedback")
				throw new EmulatorError("InvalidParameterException", repeated);
		},
	};

	story(
		`Secrets are neither printed by any command nor kept in plain text ${through}`,
		options,
		async (stack) => {
			writeCredentials(stack);
			await configureSecretProfile(stack, adapter);

			await step("a preview with values that are known only in `up`", async () => {
				stack.program(decisions("Valid"));
				expectUnprinted((await stack.preview(briefly)).output);
				expect(stack.feedback()).to.deep.equal({ read: "Invalid" });
			});

			await step("`up`, which sends the username, with all details", async () => {
				const { output, writes } = await stack.up();
				expect(output).to.include("2026-11-20T08:14:00Z");
				expectUnprinted(output);
				expect(writes.map(({ input }) => input.Username)).to.deep.equal(Array(4).fill(username));
				await expectEncrypted(stack);
				expectUnkept(stack);
			});

			const later = { later: { username: pulumi.secret(username) } };

			await step("a preview of a change, which shows `[secret]` for the username", async () => {
				stack.program(decisions("Invalid", later));
				const { output } = await stack.preview();
				expect(output).to.include("single [secret] Valid → Invalid: SignIn 2026-11-20 08:14");
				expect(output).to.include("~ inSet [secret] Valid → Invalid: SignIn 2026-11-20 08:14");
				expect(output).to.include("+ later [secret] Valid: SignIn 2026-11-20 08:14");
				expectUnprinted(output);
			});

			await step("`up` with an error of a server that repeats everything it knows", async () => {
				isFaulty = true;
				const { output } = await stack.fails("up");
				isFaulty = false;
				// After a failure, Pulumi starts no further resource.
				expect(output).to.match(
					/(event single in|event inSet:|event later:|2 events: inSet, later:).*rejected a parameter/,
				);
				expectUnprinted(output);
				expectUnkept(stack);
			});

			await step("a refresh that finds drift", async () => {
				for (const EventId of ["single", "inSet"])
					await giveFeedback(stack.emulator, { Username: username, EventId, FeedbackValue: "Invalid" });
				const { output } = await stack.refresh();
				expect(output).to.include("event single").and.include("event inSet");
				expectUnprinted(output);
				await expectEncrypted(stack);
				expectUnkept(stack);
			});

			await step("`up` after that, without details, also for a resource that is only read", async () => {
				stack.program(decisions("Invalid", later), ({ AuthEventFeedback }) => {
					const state = { username: pulumi.secret(username) };
					const read = AuthEventFeedback.get("read", `${poolId}/read`, state);
					return { username: read.username, value: read.feedbackValue };
				});
				const { output, writes } = await stack.up(briefly);
				expectUnprinted(output);
				expect(decisionsOf(writes)).to.deep.equal(["later Valid"]);
				await expectEncrypted(stack);
				expectUnkept(stack);
				const outputs = await stack.project.outputs();
				expect(outputs.username).to.have.property("ciphertext");
				expect(outputs.value).to.equal("Invalid");
			});

			await step("`pulumi stack export`", async () => {
				const { code, output } = await stack.project.command("stack", "export", "--non-interactive");
				expect(code, output).to.equal(0);
				expectUnprinted(output);
			});

			await step("a destroy, without details", async () => {
				const { output } = await stack.destroy(briefly);
				expect(output).to.include("feedback on event lateInSet");
				expectUnprinted(output);
				expectUnkept(stack);
			});
		},
	);
});

story(
	"The secret username of an imported decision is in state only until the next `up`, as part of the ID that Pulumi keeps",
	{ adapter: plugin, content: cognito(user(username, withFeedback(signIn("one"), "Valid", "Admin"))) },
	async (stack) => {
		const declare = (opts: pulumi.CustomResourceOptions) =>
			stack.program(single("one", { eventId: "one", username: pulumi.secret(username) }, opts));

		await step("is imported", async () => {
			declare({ import: `${poolId}/one/${username}` });
			expect((await stack.up()).output).to.include("1 imported");
		});

		await step("is not in state after the next `up`, which has nothing to do", async () => {
			declare({});
			const { output, requests } = await stack.up();
			expect(output).to.include("2 unchanged").and.not.include(username);
			expect(requests).to.deep.equal([]);
			expect(JSON.stringify(await stack.project.exported())).not.to.include(username);
		});
	},
);

story(
	"With the evidence level `none`, no file contains a user's location",
	{
		content: cognito(user("alice", ...signIns("one", "inSet"))),
		config: { "cognito-feedback:evidence": "none" },
	},
	async (stack) => {
		stack.program(single("one", { eventId: "one" }), set("many", { inSet: {} }));
		await stack.up();
		await stack.refresh();
		const whereabouts = ["203.0.113.7", "Berlin", "Germany", "Chrome 141", "+01:00"];
		expect(filesWith(stack.project.folder, whereabouts)).to.deep.equal({});
	},
);
