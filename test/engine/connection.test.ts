import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { dynamicProvider } from "../../workbench/project/adapters.ts";
import type { ProjectOptions } from "../../workbench/project/project.ts";
import { sdkOf } from "../../workbench/project/sdk.ts";
import { CountingServer, signatureOf } from "../support/countingServer.ts";
import { single } from "../support/program.ts";
import { quickProject } from "../support/quickProject.ts";
import { overTestedAdapters } from "../support/story.ts";
import { stubRoles } from "../support/stubSts.ts";

/** The signatures of the requests of an `up`, by Region. It declares a decision on an event of each pool. */
async function signaturesOf(
	pools: readonly string[],
	optionsFor: (endpoint: string) => ProjectOptions,
	credentials = "",
) {
	const server = await CountingServer.start();
	const { config, ...options } = optionsFor(server.endpoint);
	const project = await quickProject({
		...options,
		config: { "cognito-feedback:eventLookup": "off", ...config },
	});
	try {
		writeFileSync(join(project.folder, "aws-credentials"), credentials);
		const sdk = sdkOf(options.adapter ?? dynamicProvider);
		project.program(() => {
			for (const [index, userPoolId] of pools.entries())
				single(userPoolId, { eventId: `e${index}`, userPoolId })(sdk);
		});
		const { code, output } = await project.up();
		expect(code, output).to.equal(0);
		const signatures = server.requests.map(signatureOf);
		return signatures.sort((one, other) => one.region.localeCompare(other.region));
	} finally {
		project.dispose();
		await server.close();
	}
}

describe("Requests", () => {
	const stsCalls = stubRoles("123456789012");

	overTestedAdapters((adapter, through) => {
		it(`are signed as the role that the stack assumes, in an account that it allows, ${through}`, async () => {
			const key = (name: string) => `${adapter.awsNamespace}:${name}`;
			const signatures = await signaturesOf(["eu-west-3_A"], (endpoint) => ({
				adapter,
				env: { AWS_ENDPOINT_URL_STS: process.env.AWS_ENDPOINT_URL_STS ?? "" },
				config: {
					[key("assumeRoles")]: '[{"roleArn":"arn:aws:iam::123456789012:role/feedback","duration":"1h"}]',
					[key("allowedAccountIds")]: '["123456789012"]',
					"cognito-feedback:endpoint": endpoint,
				},
			}));
			expect(signatures).to.deep.equal([{ accessKeyId: "ASIA-feedback", region: "eu-west-3" }]);
			expect(stsCalls().map(({ Action }) => Action)).to.deep.equal(["AssumeRole", "GetCallerIdentity"]);
		});

		it(`go to the Region of each pool, signed with the profile that the stack names, ${through}`, async () => {
			const signatures = await signaturesOf(
				["eu-west-3_A", "us-east-2_B", "local_C"],
				(endpoint) => ({
					adapter,
					env: { AWS_REGION: adapter === dynamicProvider ? "eu-west-2" : "eu-central-1" },
					config: {
						// In the plugin, that setting overrides the Region of every pool.
						...(adapter === dynamicProvider && { "aws:region": "eu-central-1" }),
						[`${adapter.awsNamespace}:profile`]: "audit",
						"cognito-feedback:endpoint": endpoint,
					},
				}),
				"[audit]\naws_access_key_id = AUDITKEY\naws_secret_access_key = secret\n",
			);
			expect(signatures).to.deep.equal(
				["eu-central-1", "eu-west-3", "us-east-2"].map((region) => ({ accessKeyId: "AUDITKEY", region })),
			);
		});
	});

	it("use the AWS SDK's own settings if the stack sets none", async () => {
		const signatures = await signaturesOf(["eu-west-3_A", "local_B"], (endpoint) => ({
			env: {
				AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
				AWS_REGION: "ap-south-1",
				AWS_ACCESS_KEY_ID: "ENVKEY",
			},
		}));
		expect(signatures).to.deep.equal([
			{ accessKeyId: "ENVKEY", region: "ap-south-1" },
			{ accessKeyId: "ENVKEY", region: "eu-west-3" },
		]);
	});

	it("go to the Region that a decisions file names, and for another set to its pool's Region", async () => {
		const server = await CountingServer.start();
		const project = await quickProject({
			config: { "cognito-feedback:eventLookup": "off", "cognito-feedback:endpoint": server.endpoint },
		});
		try {
			const decisions = "decisions:\n  e1: { username: alice, feedbackValue: Valid }\n";
			for (const [name, region] of [["here"], ["there", "region: us-west-2\n"]] as const)
				writeFileSync(
					join(project.folder, `${name}.yaml`),
					`userPoolId: eu-west-3_A\n${region ?? ""}${decisions}`,
				);
			project.source(
				'for (const name of ["here", "there"]) feedback.AuthEventFeedbackSet.fromFile(name, name + ".yaml");',
			);
			const { code, output } = await project.up();
			expect(code, output).to.equal(0);
			expect(output).not.to.include("declared by both");
			const regions = server.requests.map((request) => signatureOf(request).region);
			expect(regions.sort()).to.deep.equal(["eu-west-3", "us-west-2"]);
		} finally {
			project.dispose();
			await server.close();
		}
	});
});
