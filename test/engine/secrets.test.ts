import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
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
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { filesWith } from "../support/leftovers.ts";
import { type Declaration, set, single } from "../support/program.ts";
import { overAdapters, step, story, type TestStack } from "../support/story.ts";

/** Both kinds of resources with a secret username and note. */
function declarations(feedbackValue: string): Declaration[] {
	const decision = { username: pulumi.secret(username), note: pulumi.secret(note), feedbackValue };
	return [single("one", { ...decision, eventId: "one" }), set("many", { inSet: decision })];
}

/** Runs a command as a user does, without the details that `--diff` prints. */
async function runBriefly({ project }: TestStack, command: string, ...flags: string[]): Promise<string> {
	const { code, output } = await project.pulumi(command, ...flags);
	expect(code, output).to.equal(0);
	return output;
}

overAdapters((adapter, through) => {
	let isFaulty = false;
	const options = {
		adapter,
		content: cognito(user(username, ...signIns("one", "inSet"))),
		env: noCredentials,
		onRequest: () => {
			if (isFaulty) throw new EmulatorError("InvalidParameterException", repeated);
		},
	};

	story(`Secrets are neither printed by any command nor kept ${through}`, options, async (stack) => {
		writeCredentials(stack);
		await configureSecretProfile(stack, adapter);

		await step("a preview, briefly", async () => {
			stack.program(...declarations("Invalid"));
			expectUnprinted(await runBriefly(stack, "preview"));
		});

		await step("`up`, with all details", async () => {
			expectUnprinted((await stack.up()).output);
			expectUnkept(stack);
			expectUnprinted(JSON.stringify(await stack.project.exported()));
		});

		await step("`up` with a change, briefly", async () => {
			stack.program(...declarations("Valid"));
			expectUnprinted(await runBriefly(stack, "up", "--yes", "--skip-preview"));
			expect(stack.feedback()).to.deep.equal({ one: "Valid", inSet: "Valid" });
			expectUnkept(stack);
		});

		await step("a refresh, with all details", async () => {
			expectUnprinted((await stack.refresh()).output);
			expectUnkept(stack);
		});

		await step("`up` with an error of a server that repeats them", async () => {
			stack.program(...declarations("Invalid"));
			isFaulty = true;
			const { output } = await stack.fails("up");
			isFaulty = false;
			expect(output).to.contain("event one in user pool");
			expectUnprinted(output);
			expectUnkept(stack);
		});

		await step("a destroy, briefly", async () => {
			expectUnprinted(await runBriefly(stack, "destroy", "--yes", "--skip-preview"));
			expectUnkept(stack);
		});
	});
});

story(
	"A user's whereabouts are nowhere on disk with the evidence level `none`",
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
