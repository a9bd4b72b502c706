import type { RequestListener } from "node:http";
import { expect } from "chai";
import { stackWords } from "#provider/adapters/configuration";
import { errorText } from "#provider/adapters/errorMessages";
import { CognitoClient } from "#provider/cognito/client";
import type { CognitoError } from "#provider/cognito/cognitoError";
import { awsVariables } from "../../support/awsVariables.ts";
import { failureOf, rejectionOf } from "../../support/buildRejection.ts";
import { countingServers } from "../../support/countingServer.ts";
import { poolUser } from "../../support/emulatedCognito.ts";
import { emulatorFiles } from "../../support/emulatorFile.ts";
import { steeringIn } from "../../support/steering.ts";

const secrets = {
	aws_access_key_id: "AKIACANARYKEYID12345",
	aws_secret_access_key: "canary/secret+key=0123456789",
	aws_session_token: "canary/session+token=with/more==",
};
const profile = "canary-profile";
const user = { ...poolUser, username: "canary.person" };
const decision = { ...user, eventId: "e1", feedbackValue: "Valid" } as const;

/** Texts that must not be printed, in plain and URL-encoded form. */
const canaries = [...Object.values(secrets), profile, user.username].flatMap((text) => [
	text,
	encodeURIComponent(text),
]);

/** The message of a server that repeats everything it received, and more. */
const everything = [
	"The canonical request is",
	"'POST\n/\nx-amz-security-token:canary/session+token=with/more==",
	"Credential=AKIACANARYKEYID12345/20261123/eu-central-1",
	...canaries,
	"\x1b[2J\x9b31m\u202e",
].join(" | ");

describe("An error of a server that repeats the request", () => {
	awsVariables({ AWS_PROFILE: profile });
	const start = countingServers();
	const write = emulatorFiles();

	beforeEach(async () => {
		const lines = Object.entries(secrets).map(([name, value]) => `${name} = ${value}\n`);
		process.env.AWS_SHARED_CREDENTIALS_FILE = await write([`[${profile}]\n`, ...lines].join(""));
	});

	function responding(status: number, code: string): RequestListener {
		return (_, response) => {
			const headers = { "content-type": "application/x-amz-json-1.1" };
			response.writeHead(status, headers).end(JSON.stringify({ __type: code, message: everything }));
		};
	}

	for (const [status, code] of [
		[400, "SignatureDoesNotMatch"],
		[400, "InvalidSignatureException"],
		[400, "IncompleteSignature"],
		[400, "IncompleteSignatureException"],
		[400, "UnrecognizedClientException"],
		[400, "ExpiredTokenException"],
		[400, "InvalidParameterException"],
		[400, "ResourceNotFoundException"],
		[400, "NotAuthorizedException"],
		[400, "UserNotFoundException"],
		[400, "AccessDeniedException"],
		[429, "TooManyRequestsException"],
		[403, "BrandNewException"],
		[400, everything],
		[418, "code"],
	] as const) {
		it(`never contains a credential, a profile or a username: ${code.slice(0, 40).replace(/\W+/g, " ")}`, async () => {
			const server = await start(responding(status, code));
			const client = new CognitoClient({ endpoint: server.endpoint, profile });
			const errors = [
				await rejectionOf(client.submitFeedback(decision)),
				await rejectionOf(client.listAuthEvents(user)),
			] as CognitoError[];
			for (const error of errors) {
				const message = errorText(error, stackWords("aws"));
				const all = [message, error.message, error.stack, JSON.stringify(error.failure)].join("\n");
				for (const canary of canaries) expect(all).not.to.contain(canary);
				expect(steeringIn(all)).to.deep.equal([]);
				expect(message).to.match(/user pool eu-central-1_AbCdEf123: .+/);
				expect(message.length).to.be.below(2_500);
			}
			expect(server.requests.length).to.be.at.least(2);
			// The server did receive them.
			expect(JSON.stringify(server.requests)).to.contain(secrets.aws_session_token);
		});
	}

	for (const code of ["SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature"]) {
		it(`quotes nothing of AWS's message on a signature: ${code}`, async () => {
			const server = await start(responding(400, code));
			const client = new CognitoClient({ endpoint: server.endpoint });
			const failure = await failureOf(client.submitFeedback(decision));
			expect(failure).to.include({ kind: "badSignature", code }).and.not.to.have.property("detail");
		});
	}

	it("keeps the rest of the server's message", async () => {
		const server = await start(responding(400, "InvalidParameterException"));
		const client = new CognitoClient({ endpoint: server.endpoint });
		const { detail } = await failureOf(client.submitFeedback(decision));
		expect(detail).to.contain("Credential=[redacted]/20261123/eu-central-1");
	});
});

describe("An error of unavailable credentials", () => {
	awsVariables({ AWS_PROFILE: profile });

	it("does not name the profile", async () => {
		for (const connection of [{}, { profile }]) {
			const client = new CognitoClient({ endpoint: "http://127.0.0.1:9", ...connection });
			const failure = await failureOf(client.submitFeedback(decision));
			expect(failure).to.include({ kind: "unknownProfile", code: "CredentialsProviderError" });
			expect(JSON.stringify(failure)).not.to.contain("canary");
		}
	});
});
