import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { getAuthEvents } from "pulumi-cognito-feedback";
import { quickStory } from "../../harness/stack.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId, set, single } from "../../support/program.ts";

describe("Invalid stack configuration", () => {
	const wrong = {
		"aws:region": "Frankfurt",
		"aws:profile": " ",
		"cognito-feedback:endpoint": "localhost",
		"cognito-feedback:eventLookup": "sometimes",
		"cognito-feedback:evidence": "all",
		"cognito-feedback:requestsPerSecond": "fast",
		"cognito-feedback:allowPlainHttp": "maybe",
	};

	function expectEachNamedOnce(output: string): void {
		for (const [key, value] of Object.entries(wrong)) {
			const lines = output
				.split("\n")
				.filter((line) => line.includes(`stack configuration ${key}: "${value}" is not `));
			expect(lines, `${key}\n${output}`).to.have.lengthOf(1);
		}
		expect(output).to.include("Correct it with `pulumi config set aws:region eu-central-1`");
	}

	quickStory(
		"fails a preview without a request, naming each key once with how to fix it",
		{ content: cognito(user("alice", ...signIns("e1", "e2"))) },
		async (stack) => {
			stack.configure(wrong);
			stack.program(single("one", { eventId: "e1" }), set("many", { e2: {} }));
			const { output, requests } = await stack.fails("preview");
			expectEachNamedOnce(output);
			expect(requests).to.deep.equal([]);
		},
	);

	describe("in a program that lists events", () => {
		beforeEach(() => pulumi.runtime.setAllConfig(wrong));
		afterEach(() => pulumi.runtime.setAllConfig({}));

		it("fails getAuthEvents the same way, with an error that Pulumi prints without a stack trace", async () => {
			const error = await rejectionOf(getAuthEvents({ userPoolId: poolId, username: "alice" }));
			expect(pulumi.RunError.isInstance(error)).to.equal(true);
			expectEachNamedOnce(error.message);
		});
	});
});
