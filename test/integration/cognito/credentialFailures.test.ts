import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { stackWords } from "#provider/adapters/configuration";
import { explain } from "#provider/cognito/explain";
import { awsVariables } from "../../support/awsVariables.ts";
import { failureOf } from "../../support/buildRejection.ts";
import { emulatedCognitos, poolUser } from "../../support/emulatedCognito.ts";
import { roleProfile, stubSts } from "../../support/stubSts.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;
const profile = "canary-profile";

const role = roleProfile(profile);
const webIdentity = (folder: string) => `[profile ${profile}]
role_arn = arn:aws:iam::123456789012:role/reviewer
web_identity_token_file = ${join(folder, "token")}
`;

describe("Credentials that AWS STS does not issue", () => {
	awsVariables({ AWS_REGION: "eu-central-1" });
	const start = emulatedCognitos();
	const startSts = stubSts();
	const folder = temporaryFolder();

	for (const [code, status, kind, attempts] of [
		["AccessDenied", 403, "credentialsRefused", 1],
		["ValidationError", 400, "credentialsRefused", 1],
		["RegionDisabledException", 403, "credentialsRefused", 1],
		["ExpiredTokenException", 400, "badCredentials", 1],
		["InvalidClientTokenId", 403, "badCredentials", 1],
		["SignatureDoesNotMatch", 403, "badSignature", 1],
		["InternalFailure", 500, "credentialsUnreachable", 3],
	] as const) {
		it(`are not reported as a failure of Cognito, which receives no request: ${code} for a role`, async () => {
			process.env.AWS_CONFIG_FILE = join(folder(), "config");
			await writeFile(process.env.AWS_CONFIG_FILE, role);
			const sts = await startSts({ status, code });
			const { client, emulator } = await start([{ EventId: "e1" }], {}, { profile });
			for (const request of [client.submitFeedback(decision), client.listAuthEvents(poolUser)]) {
				const failure = await failureOf(request);
				expect(failure).to.include({ kind, mayHaveArrived: false });
				expect(JSON.stringify(failure) + explain(failure, stackWords("aws"))).not.to.include("canary");
			}
			// Both requests wait for the same credentials.
			expect(sts.requests).to.have.length(attempts);
			expect(emulator.requests).to.deep.equal([]);
		});
	}

	for (const [code, kind] of [
		["InvalidIdentityToken", "credentialsRefused"],
		["IDPCommunicationError", "credentialsRefused"],
		["AccessDenied", "credentialsRefused"],
	] as const) {
		it(`are not reported as a failure of Cognito, which receives no request: ${code} for a web identity`, async () => {
			process.env.AWS_CONFIG_FILE = join(folder(), "config");
			await writeFile(process.env.AWS_CONFIG_FILE, webIdentity(folder()));
			await writeFile(join(folder(), "token"), "token");
			await startSts({ status: 400, code });
			const { client, emulator } = await start([{ EventId: "e1" }], {}, { profile });
			expect(await failureOf(client.submitFeedback(decision))).to.include({ kind, mayHaveArrived: false });
			expect(emulator.requests).to.deep.equal([]);
		});
	}

	it("are reported as unreachable if no server listens", async () => {
		process.env.AWS_CONFIG_FILE = join(folder(), "config");
		process.env.AWS_ENDPOINT_URL_STS = "http://127.0.0.1:1";
		await writeFile(process.env.AWS_CONFIG_FILE, role);
		const { client } = await start([{ EventId: "e1" }], {}, { profile });
		expect(await failureOf(client.submitFeedback(decision))).to.include({
			kind: "credentialsUnreachable",
			code: "ECONNREFUSED",
			mayHaveArrived: false,
		});
	});

	it("are used if AWS STS issues them at a later attempt", async () => {
		process.env.AWS_CONFIG_FILE = join(folder(), "config");
		await writeFile(process.env.AWS_CONFIG_FILE, role);
		await startSts({ status: 200 });
		const { client, emulator } = await start([{ EventId: "e1" }], {}, { profile });
		await client.submitFeedback(decision);
		expect(emulator.requests).to.have.length(1);
	});
});

describe("A profile without usable credentials", () => {
	awsVariables({ AWS_REGION: "eu-central-1" });
	const start = emulatedCognitos();
	const folder = temporaryFolder();

	for (const [what, config, kind] of [
		[
			"needs a code",
			`${role}`.replace("source_profile", "mfa_serial = arn:aws:iam::1:mfa/x\nsource_profile"),
			"mfaRequired",
		],
		["does not exist", "[profile other]\nregion = eu-central-1\n", "unknownProfile"],
		[
			"refers to one that does not exist",
			role.replace("[profile keys]", "[profile others]"),
			"unknownProfile",
		],
		[
			"has an expired session",
			`[profile ${profile}]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n[sso-session corp]\nsso_region = eu-central-1\nsso_start_url = https://example.com/start\n`,
			"ssoSignedOut",
		],
		[
			"has an expired session of the older form",
			`[profile ${profile}]\nsso_start_url = https://example.com/start\nsso_region = eu-central-1\nsso_account_id = 1\nsso_role_name = r\n`,
			"ssoSignedOut",
		],
		[
			"names a session that is not defined",
			`[profile ${profile}]\nsso_session = canary-session\nsso_account_id = 1\nsso_role_name = r\n`,
			"unknownSsoSession",
		],
		[
			"has a process that fails",
			`[profile ${profile}]\ncredential_process = false\n`,
			"credentialProcessFailed",
		],
		[
			"has a process that prints something else",
			`[profile ${profile}]\ncredential_process = echo canary\n`,
			"credentialProcessFailed",
		],
		[
			"has an expired session of `aws login`",
			`[profile ${profile}]\nlogin_session = arn:aws:iam::123456789012:user/canary\n`,
			"loginExpired",
		],
		[
			"takes its role with an expired session of `aws login`",
			`${role.split("[profile keys]")[0]}[profile keys]\nlogin_session = arn:aws:iam::123456789012:user/canary\n`,
			"loginExpired",
		],
		["has no credentials", `[profile ${profile}]\nregion = eu-central-1\n`, "noCredentials"],
	] as const) {
		for (const by of ["setting", "variable"]) {
			it(`is explained without its name, selected by a ${by}: it ${what}`, async () => {
				process.env.AWS_CONFIG_FILE = join(folder(), "config");
				await writeFile(process.env.AWS_CONFIG_FILE, config);
				if (by === "variable") process.env.AWS_PROFILE = profile;
				else delete process.env.AWS_PROFILE;
				const { client, emulator } = await start([], {}, by === "setting" ? { profile } : {});
				const failure = await failureOf(client.listAuthEvents(poolUser));
				expect(failure).to.include({ kind, mayHaveArrived: false });
				expect(JSON.stringify(failure) + explain(failure, stackWords("aws"))).not.to.include("canary");
				expect(emulator.requests).to.deep.equal([]);
			});
		}
	}
});
