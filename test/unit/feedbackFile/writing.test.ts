import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { changeFeedbackFile } from "#provider/feedbackFile/change";
import { emptyFeedbackFile } from "#provider/feedbackFile/read";
import { anyChangesOf, anyDecisions, buildFile, changed, filePool } from "../../support/buildFeedbackFile.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const nowhere = emptyFeedbackFile("/nowhere/feedback.yaml", filePool);

describe("writing a decisions file", () => {
	const folder = temporaryFolder();

	it("starts one with its pool, and a block for each decision", () => {
		const text = changeFeedbackFile(
			nowhere,
			new Map([
				["first", { username: "alice", feedbackValue: "Valid", note: "Travelling, TICKET-123" }],
				[
					"1e5",
					{
						username: "007",
						feedbackValue: "Invalid",
						evidence: { source: "api", type: "SignIn", riskLevel: "High", challenges: ["Mfa: Failure"] },
					},
				],
			]),
		);
		expect(text).to.equal(
			[
				"userPoolId: eu-central-1_Test",
				"decisions:",
				'  "1e5":',
				'    username: "007"',
				"    feedbackValue: Invalid",
				"    evidence:",
				"      source: api",
				"      type: SignIn",
				"      riskLevel: High",
				'      challenges: ["Mfa: Failure"]',
				"  first:",
				"    username: alice",
				"    feedbackValue: Valid",
				"    note: Travelling, TICKET-123",
				"",
			].join("\n"),
		);
	});

	it("names the schema in the first line if the package is installed above the file", () => {
		const path = new URL("../../../examples/quickstart/feedback.yaml", import.meta.url).pathname;
		const [first] = changeFeedbackFile(emptyFeedbackFile(path, filePool), new Map()).split("\n");
		expect(first).to.equal(
			"# yaml-language-server: $schema=../../node_modules/pulumi-cognito-feedback/dist/feedbackFile/schema.json",
		);
	});

	it("preserves any texts", () => {
		fc.assert(
			fc.property(anyDecisions, (decisions) => {
				const { userPoolId, decisions: read } = buildFile(changeFeedbackFile(nowhere, decisions));
				expect(userPoolId).to.equal(filePool);
				expect([...read]).to.deep.equal(changed(new Map(), decisions));
			}),
			{ numRuns: 80 },
		);
	});

	it("adds, changes and removes decisions in any file, and keeps their order", () => {
		const steps = anyDecisions.chain((before) => fc.tuple(fc.constant(before), anyChangesOf(before)));
		fc.assert(
			fc.property(steps, ([before, changes]) => {
				const file = buildFile(changeFeedbackFile(nowhere, before));
				const { decisions } = buildFile(changeFeedbackFile(file, changes));
				expect([...decisions]).to.deep.equal(changed(file.decisions, changes));
			}),
			{ numRuns: 80 },
		);
	});

	it("writes no terminal control or invisible characters", () => {
		fc.assert(
			fc.property(anyDecisions, (decisions) => {
				const text = changeFeedbackFile(nowhere, decisions);
				expect(text).not.to.match(/[^\P{Cc}\n]|[\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u);
			}),
			{ numRuns: 80 },
		);
	});

	it("lets Git merge two people's additions of different decisions", () => {
		const decision = { username: "alice", feedbackValue: "Valid" } as const;
		const ids = ["1a", "3b", "5c", "7d", "9e"];
		const base = changeFeedbackFile(nowhere, new Map(ids.map((id) => [id, decision])));
		const ours = changeFeedbackFile(buildFile(base), new Map([["2x", decision]]));
		const theirs = changeFeedbackFile(buildFile(base), new Map([["6y", { ...decision, username: "bob" }]]));
		const files = [ours, base, theirs].map((text, at) => {
			const path = join(folder(), `${at}.yaml`);
			writeFileSync(path, text);
			return path;
		});
		const merged = execFileSync("git", ["merge-file", "-p", ...files], { encoding: "utf8" });
		expect([...buildFile(merged).decisions.keys()]).to.deep.equal(["1a", "2x", "3b", "5c", "6y", "7d", "9e"]);
	});

	it("quotes texts that only older YAML reads as another type", () => {
		const text = changeFeedbackFile(nowhere, new Map([["no", { username: "yes", feedbackValue: "Valid" }]]));
		expect(text).to.include('  "no":\n    username: "yes"\n');
	});

	it("gives the same text without changes, however it is formatted", () => {
		const text = `decisions:\n      e1:   {username: 'alice',   feedbackValue: "Valid"}   # x\n\n\nuserPoolId:   ${filePool}`;
		const file = buildFile(text);
		expect(changeFeedbackFile(file, new Map())).to.equal(text);
		expect(changeFeedbackFile(file, file.decisions)).to.equal(text);
		expect(changeFeedbackFile(file, new Map([["e2", undefined]]))).to.equal(text);
	});

	it("rejects decisions that could not be read back", () => {
		const wrong = { username: "al ice", feedbackValue: "Valid" } as const;
		expect(() => changeFeedbackFile(nowhere, new Map([["e1", wrong]]))).to.throw(
			"`username` has an invalid format",
		);
		const right = { username: "alice", feedbackValue: "Valid" } as const;
		expect(() => changeFeedbackFile(nowhere, new Map([["e 1", right]]))).to.throw(
			"the event ID has an invalid format",
		);
	});
});
