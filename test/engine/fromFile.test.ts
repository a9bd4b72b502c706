import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId } from "../support/program.ts";
import { decisionsOf, step, story } from "../support/story.ts";

const content = cognito(user("alice", ...signIns("berlin", "lagos")));

story("The decisions in a file", { content }, async (stack) => {
	const { folder } = stack.project;
	const write = (...decisions: readonly string[]) => {
		const lines = [`userPoolId: ${poolId}`, "decisions:", ...decisions.map((line) => `  ${line}`)];
		writeFileSync(join(folder, "feedback.yaml"), `${lines.join("\n")}\n`);
	};
	stack.project.source('feedback.AuthEventFeedbackSet.fromFile("reviewed", "feedback.yaml");');

	await step("are read relative to the project's folder, and applied with Cognito's evidence", async () => {
		mkdirSync(join(folder, "src"));
		renameSync(join(folder, "index.js"), join(folder, "src", "index.js"));
		writeFileSync(join(folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\nmain: src/\n");
		write(
			"# both",
			"berlin:",
			"  username: alice",
			"  feedbackValue: Valid",
			"  note: TICKET-1",
			"  evidence: { source: api, type: SignIn, riskLevel: Low, ipAddress: 198.51.100.1 }",
			"lagos: { username: alice, feedbackValue: Invalid }",
		);
		const { output, writes } = await stack.up();
		expect(output).to.match(/berlin *: \{\s+event *: "SignIn; 2026-11-20T08:14Z; High/);
		expect(output).to.include('"TICKET-1"');
		expect(output).to.include(
			'feedback.yaml:8: event berlin: `riskLevel` is "Low", but "High" in Cognito, `ipAddress` differs',
		);
		expect(JSON.stringify(await stack.resource("reviewed"))).not.to.include("198.51.100.1");
		expect(decisionsOf(writes)).to.deep.equal(["berlin Valid", "lagos Invalid"]);
	});

	await step("fail a preview with the line and column of every mistake, and without a username", async () => {
		write("berlin: { username: alice smith, feedbackValue: valid }", "lagos: yes");
		const { output, requests } = await stack.fails("preview");
		expect(output).to.match(/feedback\.yaml:3:23: `username` has an invalid format/);
		expect(output).to.match(/feedback\.yaml:3:51: `feedbackValue` is not .*did you mean `Valid`/);
		expect(output).to.match(/feedback\.yaml:4:10: decision "lagos" is a string/);
		expect(output).not.to.include("alice");
		expect(requests).to.deep.equal([]);
	});
});
