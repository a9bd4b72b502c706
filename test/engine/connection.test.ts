import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { type ProjectOptions, PulumiProject } from "../../tools/pulumi-project/project.ts";
import { single } from "../support/program.ts";
import { type Signature, SignatureServer } from "../support/signatures.ts";

overFrontEnds("The connection to Cognito", (frontEnd) => {
	const off = { "cognito-feedback:eventLookup": "off" };
	let server: SignatureServer;
	let project: PulumiProject | undefined;

	beforeEach(async () => {
		server = await SignatureServer.start();
	});

	afterEach(async () => {
		project?.dispose();
		project = undefined;
		await server.close();
	});

	/** What the requests of an `up` are signed with, by Region. */
	async function signaturesOf(options: ProjectOptions, files: Readonly<Record<string, string>> = {}) {
		project = await PulumiProject.create({ frontEnd, ...options });
		for (const [name, content] of Object.entries(files)) writeFileSync(join(project.folder, name), content);
		const { code, output } = await project.up();
		expect(code, output).to.equal(0);
		return server.signatures.toSorted((one, other) => one.region.localeCompare(other.region));
	}

	it("goes to the Region of each pool, with the credentials of the profile that the stack names", async () => {
		const signatures = await signaturesOf(
			{
				program: [
					single("paris", { eventId: "e1", userPoolId: "eu-west-3_A" }),
					single("ohio", { eventId: "e2", userPoolId: "us-east-2_B" }),
					single("local", { eventId: "e3", userPoolId: "local_C" }),
				].join("\n"),
				config: {
					...off,
					[`${frontEnd.awsNamespace}:region`]: "eu-central-1",
					[`${frontEnd.awsNamespace}:profile`]: "audit",
					"cognito-feedback:endpoint": server.endpoint,
				},
			},
			{ "aws-credentials": "[audit]\naws_access_key_id = AUDITKEY\naws_secret_access_key = secret\n" },
		);
		const expected: Signature[] = ["eu-central-1", "eu-west-3", "us-east-2"].map((region) => ({
			accessKeyId: "AUDITKEY",
			region,
		}));
		expect(signatures).to.deep.equal(expected);
	});

	it("is left to the AWS SDK's own chain where the stack says nothing", async () => {
		const signatures = await signaturesOf({
			program: [
				single("paris", { eventId: "e1", userPoolId: "eu-west-3_A" }),
				single("local", { eventId: "e2", userPoolId: "local_B" }),
			].join("\n"),
			config: off,
			env: {
				AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: server.endpoint,
				AWS_REGION: "ap-south-1",
				AWS_ACCESS_KEY_ID: "ENVKEY",
			},
		});
		expect(signatures).to.deep.equal([
			{ accessKeyId: "ENVKEY", region: "ap-south-1" },
			{ accessKeyId: "ENVKEY", region: "eu-west-3" },
		]);
	});
});
