import { writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { noCredentials } from "../support/canaries.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { overTestedAdapters, step, story } from "../support/story.ts";

overTestedAdapters((adapter, through) => {
	const options = { adapter, content: cognito(user("alice", ...signIns("e1"))), env: noCredentials };

	story(
		`Without credentials or a Region, one message explains what to do ${through}`,
		options,
		async (stack) => {
			await step("a preview without credentials: how to sign in", async () => {
				stack.program(single("one", { eventId: "e1" }));
				const { output } = await stack.fails("preview");
				expect(output).to.include("event e1 in user pool eu-central-1_Test: no AWS credentials found");
				expect(output)
					.to.include("`aws sso login`")
					.and.include(`\`pulumi config set ${adapter.awsNamespace}:profile <name>\``);
				expect(output.match(/no AWS credentials found/g)).to.have.lengthOf(1);
			});

			const credentials = "[default]\naws_access_key_id = test\naws_secret_access_key = test\n";
			writeFileSync(join(stack.project.folder, "aws-credentials"), credentials);
			stack.project.configure({ "cognito-feedback:eventLookup": "off" });

			await step("`up` without a Region: how to set it", async () => {
				stack.program(single("regionless", { eventId: "e1", userPoolId: "local_A" }));
				const { output } = await stack.fails("up");
				expect(output).to.include("event e1 in user pool local_A: could not determine the AWS Region");
				expect(output).to.include(
					`Run \`pulumi config set ${adapter.awsNamespace}:region <region>\`, or set AWS_REGION`,
				);
			});

			expect(await stack.project.state()).to.deep.equal([]);
		},
	);
});

story(
	"Without a server at the endpoint, `up` fails with one message on what to check",
	{
		content: cognito(user("alice", ...signIns("e1"))),
		config: { "cognito-feedback:eventLookup": "off" },
	},
	async (stack) => {
		stack.project.configure({ "cognito-feedback:endpoint": `http://127.0.0.1:${await closedPort()}` });
		stack.program(single("unreachable", { eventId: "e1" }));
		const { output } = await stack.fails("up");
		expect(output).to.include(
			"event e1 in user pool eu-central-1_Test: could not reach the server (ECONNREFUSED)",
		);
		expect(output).to.include(
			"Check the network, the proxy, the Region (eu-central-1), and `cognito-feedback:endpoint`",
		);
		expect(output.match(/could not reach the server/g)).to.have.lengthOf(1);
	},
);

/** A port that was just closed, so that no process listens there. */
async function closedPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

story(
	"A failed refresh prints the reason once",
	{ content: cognito(user("alice", ...signIns("e1"))) },
	async (stack) => {
		stack.program(single("one", { eventId: "e1" }));
		await stack.up();
		stack.emulator.inject([{ fault: "expiredCredentials" }]);
		const { output } = await stack.fails("refresh");
		expect(output.match(/AWS rejected the credentials/g)).to.have.lengthOf(1);
		expect(output).not.to.include("see the error message");
	},
);
