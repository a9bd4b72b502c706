import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId, set, single } from "../support/program.ts";
import { type Step, scene } from "../support/story.ts";

overFrontEnds("Wrong stack configuration", (frontEnd) => {
	const stage = scene({ frontEnd, content: cognito(user("alice", ...signIns("e1", "e2"))) });
	const wrong = {
		[`${frontEnd.awsNamespace}:region`]: "Frankfurt",
		[`${frontEnd.awsNamespace}:profile`]: " ",
		"cognito-feedback:endpoint": "localhost",
		"cognito-feedback:eventLookup": "sometimes",
		"cognito-feedback:evidence": "all",
		"cognito-feedback:requestsPerSecond": "fast",
		"cognito-feedback:allowPlainHttp": "maybe",
	};

	function expectEachNamedOnce({ output, requests }: Step): void {
		for (const [key, value] of Object.entries(wrong)) {
			const lines = output
				.split("\n")
				.filter((line) => line.includes(`stack configuration ${key}: "${value}" is not `));
			expect(lines, `${key}\n${output}`).to.have.lengthOf(1);
		}
		expect(requests).to.deep.equal([]);
	}

	it("fails a preview, each key named once with what to set", async () => {
		stage.project.configure(wrong);
		stage.program(single("one", { eventId: "e1" }), set("many", { e2: {} }));
		const preview = await stage.fails("preview");
		expectEachNamedOnce(preview);
		expect(preview.output).to.include(
			`Correct it with \`pulumi config set ${frontEnd.awsNamespace}:region eu-central-1\``,
		);
	});

	it("fails getAuthEvents alike", async () => {
		stage.program(`feedback.getAuthEvents({ userPoolId: ${JSON.stringify(poolId)}, username: "alice" });`);
		expectEachNamedOnce(await stage.fails("preview"));
	});
});
