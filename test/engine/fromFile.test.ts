import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId } from "../support/program.ts";
import { decisionsOf, scene } from "../support/story.ts";

describe("A set of the decisions in a file", () => {
	const stage = scene({ content: cognito(user("alice", ...signIns("berlin", "lagos"))) });
	const write = (text: string) => writeFileSync(join(stage.project.folder, "feedback.yaml"), text);
	const declare = 'feedback.AuthEventFeedbackSet.fromFile("reviewed", "feedback.yaml");';

	it("previews its decisions with their evidence looked up anew", async () => {
		write(
			`userPoolId: ${poolId}\ndecisions:\n  berlin:\n    username: alice\n    feedbackValue: Valid\n    note: TICKET-1\n    evidence: made up\n`,
		);
		stage.program(declare);
		const { output, writes } = await stage.preview();
		expect(output).to.match(/berlin *: \{\s+event *: "SignIn 2026-11-20 08:14Z, High risk/);
		expect(output).to.include('"TICKET-1"');
		expect(output).not.to.include("made up");
		expect(writes).to.deep.equal([]);
	});

	it("applies them, and what changes in the file later", async () => {
		expect(decisionsOf((await stage.up()).writes)).to.deep.equal(["berlin Valid"]);
		write(
			`userPoolId: ${poolId}\ndecisions:\n  # both\n  berlin: { username: alice, feedbackValue: Invalid }\n  lagos: { username: alice, feedbackValue: Valid }\n`,
		);
		expect(decisionsOf((await stage.up()).writes)).to.deep.equal(["berlin Invalid", "lagos Valid"]);
		expect(stage.feedback()).to.deep.equal({ berlin: "Invalid", lagos: "Valid" });
	});

	it("is found from the project's folder, wherever the program lies in it", async () => {
		const { folder } = stage.project;
		mkdirSync(join(folder, "src"));
		renameSync(join(folder, "index.js"), join(folder, "src", "index.js"));
		writeFileSync(join(folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\nmain: src/\n");
		const { output } = await stage.preview();
		expect(output).to.include("2 unchanged");
		writeFileSync(join(folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
	});

	it("names the place of every mistake, and no username, where the file is malformed", async () => {
		stage.program(declare);
		write(
			`userPoolId: ${poolId}\ndecisions:\n  berlin: { username: alice smith, feedbackValue: valid }\n  lagos: yes\n`,
		);
		const { output, requests } = await stage.fails("preview");
		expect(output).to.match(/feedback\.yaml:3:23: `username` has characters/);
		expect(output).to.match(/feedback\.yaml:3:51: `feedbackValue` is not .*did you mean `Valid`/);
		expect(output).to.match(/feedback\.yaml:4:10: decision "lagos" is of type string/);
		expect(output).not.to.include("alice");
		expect(requests).to.deep.equal([]);
	});

	it("says where it looked for a file that does not exist", async () => {
		stage.program('feedback.AuthEventFeedbackSet.fromFile("reviewed", "no/such.yaml");');
		const { output } = await stage.fails("preview");
		expect(output).to.include(`The decisions file no/such.yaml does not exist in `);
		expect(output).to.include(stage.project.folder);
	});
});
