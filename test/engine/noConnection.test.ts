import { type AddressInfo, createServer } from "node:net";
import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { scene } from "../support/story.ts";

overFrontEnds("Without a way to Cognito", (frontEnd) => {
	const content = cognito(user("alice", ...signIns("e1")));

	describe("for want of credentials", () => {
		const stage = scene({
			frontEnd,
			content,
			env: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
		});

		it("a preview fails with one message that says how to sign in", async () => {
			stage.program(single("one", { eventId: "e1" }));
			const { output } = await stage.fails("preview");
			expect(output).to.include("event e1 in user pool eu-central-1_Test: there are no AWS credentials");
			expect(output)
				.to.include("`aws sso login`")
				.and.include(`\`pulumi config set ${frontEnd.awsNamespace}:profile <name>\``);
			expect(output.match(/there are no AWS credentials/g)).to.have.lengthOf(1);
		});
	});

	describe("for want of a server or a Region", () => {
		const stage = scene({ frontEnd, content, config: { "cognito-feedback:eventLookup": "off" } });

		it("`up` fails and says that the server cannot be reached", async () => {
			const endpoint = `http://127.0.0.1:${await closedPort()}`;
			stage.project.configure({ "cognito-feedback:endpoint": endpoint });
			stage.program(single("unreachable", { eventId: "e1" }));
			const { output } = await stage.fails("up");
			expect(output).to.include(
				"event e1 in user pool eu-central-1_Test: the server cannot be reached (ECONNREFUSED)",
			);
			expect(output).to.include(
				"Check the network, the proxy, the Region (eu-central-1), and `cognito-feedback:endpoint`",
			);
			expect(output.match(/cannot be reached/g)).to.have.lengthOf(1);
		});

		it("`up` fails and says how to name the Region", async () => {
			stage.program(single("regionless", { eventId: "e1", userPoolId: "local_A" }));
			const { output } = await stage.fails("up");
			expect(output).to.include("event e1 in user pool local_A: the AWS Region cannot be told");
			expect(output).to.include(
				`Run \`pulumi config set ${frontEnd.awsNamespace}:region <region>\`, or set AWS_REGION`,
			);
			expect(await stage.project.state()).to.deep.equal([]);
		});
	});
});

/** A port on which nobody listens: just closed. */
async function closedPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
