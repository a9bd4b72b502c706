import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import {
	allCanaries,
	configureSecretProfile,
	credentials,
	expectUnkept,
	expectUnprinted,
	noCredentials,
	note,
	ofConnection,
	profile,
	repeated,
	username,
	writeCredentials,
} from "../support/canaries.ts";
import { cognito, signIn, signIns, user } from "../support/cognitoContent.ts";
import { filesWith } from "../support/leftovers.ts";
import { poolId, written } from "../support/program.ts";
import { overAdapters, step, story, type TestStack } from "../support/story.ts";

/** Pulumi's least and most verbose output, including that of `--debug` and `-v=3`. */
const quiet: readonly string[] = [];
const verbose = ["--debug", "-v=3", "--logtostderr"] as const;

const errorCodes = [
	"AccessDeniedException",
	"ExpiredTokenException",
	"SignatureDoesNotMatch",
	"InvalidParameterException",
	"BrandNewException",
];

/** The files to which a test writes canaries, beside the credentials. */
const ownFiles = ["index.js"];

/** The source of a program with a single decision and a set. If verbosity matters, Pulumi runs it like a user's program. */
function program(feedbackValue: string): string {
	return `
		const decision = {
			username: pulumi.secret("${username}"), note: pulumi.secret("${note}"), feedbackValue: "${feedbackValue}",
		};
		new feedback.AuthEventFeedback("one", { userPoolId: "${poolId}", eventId: "one", ...decision });
		new feedback.AuthEventFeedbackSet("many", { userPoolId: "${poolId}", decisions: { inSet: decision } });
	`;
}

/** Invalid inputs, each in a separate program, because Pulumi stops at the first resource that fails. */
const wrong = {
	"`eventId` has an invalid format": `new feedback.AuthEventFeedback("wrong", {
		userPoolId: secret("canary pool"), eventId: secret("canary event"),
		username: secret("${username}"), feedbackValue: secret("canary value"),
	});`,
	"`username` has an invalid format": `new feedback.AuthEventFeedbackSet("wrongs", {
		userPoolId: "${poolId}",
		decisions: { e1: { username: secret("${username}"), feedbackValue: secret("canary value") } },
	});`,
};

overAdapters((adapter, through) => {
	/** Runs a command at its highest verbosity, at which Pulumi itself prints what the program contains. */
	async function expectSilent({ project }: TestStack, command: "preview" | "refresh"): Promise<void> {
		const { code, output } = await project[command](...verbose);
		expect(code, output).to.equal(0);
		expectUnprinted(output, ofConnection);
	}

	const places = [
		{ title: "secret stack configuration", env: {} },
		// The AWS SDK reads them from there by itself, with either adapter.
		...(adapter.name === "plugin" ? [] : [{ title: "the environment", env: { AWS_PROFILE: profile } }]),
	];

	for (const { title, env } of places) {
		let fault: string | undefined;
		const options = {
			adapter,
			content: cognito(user(username, ...signIns("one", "inSet"))),
			env: { ...noCredentials, ...env },
			onRequest: () => {
				if (fault) throw new EmulatorError(fault, repeated);
			},
		};

		story(
			`Secrets are neither printed nor kept at any verbosity ${through}, with a profile of ${title}`,
			options,
			async (stack) => {
				writeCredentials(stack);
				if (env.AWS_PROFILE === undefined) await configureSecretProfile(stack, adapter);

				await step("by a preview", async () => {
					stack.project.source(program("Valid"));
					await expectSilent(stack, "preview");
				});

				for (const [feedbackValue, flags] of [
					["Valid", quiet],
					["Invalid", verbose],
				] as const)
					await step(`by \`up\` ${flags.join(" ")}`, async () => {
						stack.project.source(program(feedbackValue));
						const { output } = await stack.up(...flags);
						expectUnprinted(output, flags === quiet ? allCanaries : ofConnection);
						expectUnkept(stack, ...ownFiles);
						expect(stack.feedback()).to.deep.equal({ one: feedbackValue, inSet: feedbackValue });
					});

				await step("by a refresh", async () => {
					await expectSilent(stack, "refresh");
					expectUnkept(stack, ...ownFiles);
				});

				await step("by a destroy", async () => {
					expectUnprinted((await stack.destroy()).output);
					expectUnkept(stack, ...ownFiles);
				});

				// The report of a failure does not depend on where the profile was set.
				if (env.AWS_PROFILE !== undefined) return;
				stack.program(written(program("Valid")));
				for (const code of errorCodes)
					await step(`when a server repeats them in ${code}`, async () => {
						fault = code;
						const { output } = await stack.fails("up");
						fault = undefined;
						expect(output).to.match(/event (one|inSet) in user pool/);
						expectUnprinted(output);
						expectUnkept(stack, ...ownFiles);
					});

				for (const [reason, text] of Object.entries(wrong))
					await step(`when they break a rule: ${reason}`, async () => {
						stack.program(written(`const secret = (text) => pulumi.secret(text + " !");\n${text}`));
						const { output } = await stack.fails("preview");
						expect(output)
							.to.contain(reason)
							.and.not.to.match(/canary/);
					});
			},
		).timeout(10 * 60_000);
	}

	story(
		`Credentials are not printed if Cognito cannot be reached or the profile does not exist ${through}`,
		{
			adapter,
			content: cognito(user(username, signIn("one"))),
			env: Object.fromEntries(
				Object.entries(credentials).map(([name, value]) => [name.toUpperCase(), value]),
			),
		},
		async (stack) => {
			stack.program(written(program("Valid")));
			await stack.emulator.close();
			const unreachable = await stack.fails("preview");
			expect(unreachable.output).to.contain("could not reach the server");
			stack.project.configure({ [`${adapter.awsNamespace}:profile`]: profile });
			const noProfile = await stack.fails("preview");
			expect(noProfile.output).to.contain("is not in the AWS configuration files");
			for (const { output } of [unreachable, noProfile]) expectUnprinted(output);
		},
	);

	story(
		`A user's location is in no file with the evidence level \`none\` ${through}`,
		{
			adapter,
			content: cognito(user(username, ...signIns("one", "inSet"))),
			config: { "cognito-feedback:evidence": "none" },
		},
		async (stack) => {
			const whereabouts = ["203.0.113.7", "Berlin", "Germany", "Chrome 141", "+01:00"];
			for (const feedbackValue of ["Valid", "Invalid"])
				await step(`after \`up\` to ${feedbackValue} and a refresh`, async () => {
					stack.program(written(program(feedbackValue)));
					await stack.up();
					await stack.refresh();
					expect(filesWith(stack.project.folder, whereabouts)).to.deep.equal({});
				});
		},
	);
});
