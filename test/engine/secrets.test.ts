import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { cognito, signIn, signIns, user } from "../support/cognitoContent.ts";
import { filesWith } from "../support/leftovers.ts";
import { secret, set, single } from "../support/program.ts";
import { Scene } from "../support/story.ts";

const credentials = {
	aws_access_key_id: "AKIACANARYKEYID12345",
	aws_secret_access_key: "canarySecretKey0123456789",
	aws_session_token: "canarySessionToken0123456789",
};
const profile = "canary-profile";
const username = "canary.person";
const note = "canary note";

/** What nothing may hold or print, at any of the verbosities tested. */
const ofConnection = [...Object.values(credentials), profile];
/** What nothing may hold or print either, except for Pulumi itself with `--debug` or `-v`. */
const ofProgram = [username, note];
/** The canaries' own places: the credentials file of the machine, and the program. */
const ownPlaces = ["aws-credentials", "index.js"];

const verbosities = [[], ["--debug"], ["-v=3", "--logtostderr"]] as const;

overFrontEnds("Secrets", (frontEnd) => {
	for (const [where, env, isConfigured] of [
		// The AWS SDK takes it from there by itself, whoever has loaded it.
		...(frontEnd.name === "plugin" ? [] : [["the environment", { AWS_PROFILE: profile }, false] as const]),
		["secret stack configuration", {}, true],
	] as const) {
		describe(`with a profile of ${where}`, () => {
			let fault: string | undefined;
			const stage = new Scene({
				frontEnd,
				content: cognito(user(username, ...signIns("one", "inSet"))),
				env: { ...env, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
				onRequest: () => {
					// A server that repeats all it could know; notes are not sent.
					if (fault) throw new EmulatorError(fault, [...ofConnection, username].join(" | "));
				},
			});

			before(async () => {
				await stage.begin();
				const lines = Object.entries(credentials).map(([name, value]) => `${name} = ${value}\n`);
				writeFileSync(join(stage.project.folder, "aws-credentials"), [`[${profile}]\n`, ...lines].join(""));
				if (!isConfigured) return;
				const { code, output } = await stage.project.command(
					...[
						"config",
						"set",
						"--secret",
						`${frontEnd.awsNamespace}:profile`,
						profile,
						"--stack",
						"test",
						"--non-interactive",
					],
				);
				expect(code, output).to.equal(0);
			});
			after(() => stage.end());

			function declare(feedbackValue: string): void {
				const decision = { username: secret(username), note: secret(note), feedbackValue };
				stage.program(single("one", { ...decision, eventId: "one" }), set("many", { inSet: decision }));
			}

			/** Runs a command, which has to succeed and to print no canary. */
			async function expectSilent(
				command: "preview" | "up" | "refresh" | "destroy",
				verbosity: readonly string[] = [],
			): Promise<void> {
				const { code, output } = await stage.project[command](...verbosity);
				expect(code, output).to.equal(0);
				const canaries = verbosity.length === 0 ? [...ofConnection, ...ofProgram] : ofConnection;
				for (const canary of canaries) expect(output).not.to.contain(canary);
			}

			async function expectNoneKept(): Promise<void> {
				const all = [...ofConnection, ...ofProgram];
				const { output } = await stage.project.command("stack", "export", "--non-interactive");
				for (const canary of all) expect(output).not.to.contain(canary);
				const found = filesWith(stage.project.folder, all);
				expect(Object.keys(found).sort(), JSON.stringify(found)).to.deep.equal(ownPlaces);
			}

			it("are not printed by a preview", async () => {
				declare("Valid");
				for (const verbosity of verbosities) await expectSilent("preview", verbosity);
			});

			it("are neither printed nor kept by `up`, of a change either", async () => {
				for (const [index, verbosity] of verbosities.entries()) {
					declare(index % 2 === 0 ? "Invalid" : "Valid");
					await expectSilent("up", verbosity);
					await expectNoneKept();
				}
				expect(stage.feedback()).to.deep.equal({ one: "Invalid", inSet: "Invalid" });
			});

			it("are neither printed nor kept by a refresh", async () => {
				for (const verbosity of verbosities) await expectSilent("refresh", verbosity);
				await expectNoneKept();
			});

			for (const code of [
				"AccessDeniedException",
				"ExpiredTokenException",
				"SignatureDoesNotMatch",
				"InvalidParameterException",
				"BrandNewException",
			]) {
				it(`are not printed when a server says them: ${code}`, async () => {
					declare("Valid");
					fault = code;
					const { output } = await stage.fails("up");
					fault = undefined;
					expect(output).to.contain("event one in user pool");
					for (const canary of [...ofConnection, ...ofProgram]) expect(output).not.to.contain(canary);
					await expectNoneKept();
				});
			}

			it("are not printed when they break a rule", async () => {
				const wrong = (canary: string) => secret(`${canary} !`);
				const decision = { username: wrong(username), feedbackValue: wrong("canary value") };
				const ids = { userPoolId: wrong("canary pool"), eventId: wrong("canary event") };
				// One after the other: Pulumi stops at the first resource that fails.
				for (const [declared, said] of [
					[single("wrong", { ...ids, ...decision }), "`eventId` has characters"],
					[set("wrongs", { e1: decision }), "`username` has characters"],
				] as const) {
					stage.program(declared);
					const { output } = await stage.fails("preview");
					expect(output)
						.to.contain(said)
						.and.not.to.match(/canary/);
				}
			});

			it("are neither printed nor kept by a destroy", async () => {
				await expectSilent("destroy");
				await expectNoneKept();
			});
		});
	}

	describe("where nobody answers as Cognito does", () => {
		const stage = new Scene({
			frontEnd,
			content: cognito(user(username, signIn("one"))),
			env: {
				AWS_ACCESS_KEY_ID: credentials.aws_access_key_id,
				AWS_SECRET_ACCESS_KEY: credentials.aws_secret_access_key,
				AWS_SESSION_TOKEN: credentials.aws_session_token,
			},
		});
		before(() => stage.begin());
		after(() => stage.end());

		it("are not printed: unreachable, and without the profile", async () => {
			stage.program(single("one", { eventId: "one", username: secret(username) }));
			await stage.emulator.close();
			const unreachable = await stage.fails("preview");
			expect(unreachable.output).to.contain("cannot be reached");
			stage.project.configure({ [`${frontEnd.awsNamespace}:profile`]: profile });
			const noProfile = await stage.fails("preview");
			expect(noProfile.output).to.contain("there are no AWS credentials");
			for (const canary of [...ofConnection, username])
				for (const { output } of [unreachable, noProfile]) expect(output).not.to.contain(canary);
		});
	});

	describe("of a user's whereabouts", () => {
		const stage = new Scene({
			frontEnd,
			content: cognito(user("alice", ...signIns("one", "inSet", "outputs"))),
			config: { "cognito-feedback:evidence": "none" },
		});
		const whereabouts = ["203.0.113.7", "Berlin", "Germany", "Chrome 141", "+01:00"];
		before(() => stage.begin());
		after(() => stage.end());

		it("are nowhere on disk with the evidence level `none`, after a change and a refresh either", async () => {
			for (const feedbackValue of ["Valid", "Invalid"]) {
				stage.program(
					single("one", { eventId: "one", feedbackValue }),
					set("many", { inSet: { feedbackValue } }),
				);
				await stage.up();
				await stage.refresh();
				expect(filesWith(stage.project.folder, whereabouts)).to.deep.equal({});
			}
		});
	});
});
