import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { CognitoClient } from "#provider/cognito/client";
import type { CognitoError } from "#provider/cognito/cognitoError";
import type { Connection } from "#provider/cognito/connection";
import { failureOf } from "../../support/buildRejection.ts";
import { countingServers } from "../../support/countingServer.ts";
import { poolUser } from "../../support/emulatedCognito.ts";
import { emulatorFolders } from "../../support/emulatorFile.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

/** Returns the environment variables or the connection for a run with an endpoint. */
type Source = (endpoint: string) => Promise<{ env?: Record<string, string>; connection?: Connection }>;

describe("An endpoint over plain HTTP that is not this machine's loopback", () => {
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

	/** A client whose endpoint comes from this source. */
	async function clientOf(source: Source, endpoint: string, more: Connection = {}) {
		const { env = {}, connection = {} } = await source(endpoint);
		for (const [name, value] of Object.entries(env)) {
			if (!(name in process.env)) added.push(name);
			process.env[name] = value;
		}
		return new CognitoClient({ ...connection, ...more });
	}

	for (const [name, source] of Object.entries(sources)) {
		it(`is rejected before anything is sent, from ${name}`, async () => {
			const server = await start();
			// An address that reaches loopback without being a loopback address.
			const client = await clientOf(source, `http://0.0.0.0:${server.port}`);
			for (const request of [() => client.submitFeedback(decision), () => client.listAuthEvents(poolUser)]) {
				expect(await failureOf(request())).to.include({
					kind: "plainHttp",
					userPoolId: poolUser.userPoolId,
					host: "0.0.0.0",
					mayHaveArrived: false,
				});
			}
			expect(server.requests).to.deep.equal([]);
		});

		it(`is called if that is allowed, from ${name}`, async () => {
			const server = await start();
			const client = await clientOf(source, `http://0.0.0.0:${server.port}`, { allowPlainHttp: true });
			await client.submitFeedback(decision);
			expect(server.requests).to.have.length(1);
		});
	}

	it("is called if it is 127.0.0.1", async () => {
		const server = await start();
		const client = await clientOf(sources.AWS_ENDPOINT_URL as Source, server.endpoint);
		await client.submitFeedback(decision);
		expect(server.requests).to.have.length(1);
	});

	for (const host of ["127.1.2.3", "localhost"]) {
		it(`is not ${host}`, async () => {
			const server = await start();
			const client = new CognitoClient({ endpoint: `http://${host}:${server.port}` });
			// Only Linux has all of 127.0.0.0/8; elsewhere no server listens there, which is not a rejection either.
			const kind = await client.submitFeedback(decision).then(
				() => "taken",
				(error: CognitoError) => error.failure.kind,
			);
			expect(kind).to.be.oneOf(["taken", "unreachable", "timeout"]);
		});
	}

	for (const host of ["192.0.2.1", "127.0.0.1.example.com", "localhost.example.com", "[2001:db8::1]"]) {
		it(`is rejected even if it resembles loopback: ${host}`, async () => {
			const client = new CognitoClient({ endpoint: `http://${host}:9` });
			expect(await failureOf(client.submitFeedback(decision))).to.include({ kind: "plainHttp", host });
		});
	}
});
