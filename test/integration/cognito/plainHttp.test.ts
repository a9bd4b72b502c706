import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { AwsFeedbackService } from "#provider/cognito/awsFeedbackService";
import type { Connection } from "#provider/cognito/connection";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { awsVariables } from "../../support/awsVariables.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { countingServers } from "../../support/countingServer.ts";
import { emulatorFolders } from "../../support/emulatorFile.ts";
import { poolUser } from "../../support/fakeCognito.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

/** Gives the environment variables for a run with an endpoint, or the connection. */
type Source = (endpoint: string) => Promise<{ env?: Record<string, string>; connection?: Connection }>;

describe("an endpoint over plain HTTP that is not this machine's loopback", () => {
	awsVariables({ AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
	const start = countingServers();
	const folder = emulatorFolders();
	let added: string[] = [];

	afterEach(() => {
		for (const name of added) delete process.env[name];
		added = [];
	});

	async function configFile(content: string): Promise<string> {
		const path = join(await folder(), "config");
		await writeFile(path, content);
		return path;
	}

	const sources: Readonly<Record<string, Source>> = {
		"cognito-feedback:endpoint": async (endpoint) => ({ connection: { endpoint } }),
		AWS_ENDPOINT_URL: async (endpoint) => ({ env: { AWS_ENDPOINT_URL: endpoint } }),
		AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: async (endpoint) => ({
			env: { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint },
		}),
		"endpoint_url in the AWS configuration file": async (endpoint) => ({
			env: { AWS_CONFIG_FILE: await configFile(`[default]\nendpoint_url = ${endpoint}\n`) },
		}),
		"endpoint_url of the service in the AWS configuration file": async (endpoint) => ({
			env: {
				AWS_CONFIG_FILE: await configFile(
					`[default]\nservices = local\n[services local]\ncognito_identity_provider =\n  endpoint_url = ${endpoint}\n`,
				),
			},
		}),
	};

	/** The service for an endpoint that comes from there. */
	async function serviceFrom(source: Source, endpoint: string, more: Connection = {}) {
		const { env = {}, connection = {} } = await source(endpoint);
		for (const [name, value] of Object.entries(env)) {
			if (!(name in process.env)) added.push(name);
			process.env[name] = value;
		}
		return new AwsFeedbackService({ ...connection, ...more });
	}

	for (const [name, source] of Object.entries(sources)) {
		it(`is refused before anything is sent, from ${name}`, async () => {
			const server = await start();
			// An address that reaches loopback and is none of its own.
			const service = await serviceFrom(source, `http://0.0.0.0:${server.port}`);
			for (const send of [() => service.submitFeedback(decision), () => service.listAuthEvents(poolUser)]) {
				const error = await rejectionOf(send());
				expect(error).to.be.instanceOf(FeedbackError).and.to.include({ kind: "other" });
				expect(error.message)
					.to.contain(`user pool ${poolUser.userPoolId}: the endpoint is 0.0.0.0 over plain HTTP`)
					.and.to.contain("nothing was sent")
					.and.to.contain("AWS_ENDPOINT_URL")
					.and.to.contain("`pulumi config set cognito-feedback:allowPlainHttp true`")
					.and.not.to.match(/\n|cannot be reached|attempts/);
			}
			expect(server.requests).to.deep.equal([]);
		});

		it(`is called where that is allowed, from ${name}`, async () => {
			const server = await start();
			const allowed = { allowPlainHttp: true };
			const service = await serviceFrom(source, `http://0.0.0.0:${server.port}`, allowed);
			await service.submitFeedback(decision);
			expect(server.requests).to.have.length(1);
		});
	}

	for (const host of ["127.0.0.1", "127.1.2.3", "localhost"]) {
		it(`is not ${host}, which is called as it is`, async () => {
			const server = await start();
			// Only Linux has all of 127.0.0.0/8; elsewhere nobody answers, which is no refusal either.
			const service = await serviceFrom(sources.AWS_ENDPOINT_URL as Source, `http://${host}:${server.port}`);
			const message = await service.submitFeedback(decision).then(
				() => "taken",
				(error: Error) => error.message,
			);
			expect(message).not.to.contain("plain HTTP");
			if (host === "127.0.0.1") expect(server.requests).to.have.length(1);
		});
	}

	for (const host of ["192.0.2.1", "127.0.0.1.example.com", "localhost.example.com", "[2001:db8::1]"]) {
		it(`is refused for ${host}, also where it looks much like loopback`, async () => {
			const service = new AwsFeedbackService({ endpoint: `http://${host}:9` });
			const { message } = await rejectionOf(service.submitFeedback(decision));
			expect(message).to.contain(`the endpoint is ${host} over plain HTTP`);
		});
	}
});
