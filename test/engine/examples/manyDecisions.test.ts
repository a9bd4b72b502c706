import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { example } from "../../support/example.ts";
import { repository } from "../../support/script.ts";

describe("examples/many-decisions", () => {
	const stage = example("many-decisions", {
		file: join(repository, "examples", "many-decisions", "users.json"),
	});
	const writes = () =>
		stage().emulator.requests.filter(({ operation }) => operation === "AdminUpdateAuthEventFeedback");

	it("previews and applies all decisions of the file with the commands of its README", async () => {
		const runs = await stage().readme("pulumi preview");
		expect(runs["pulumi preview --diff"]?.output).to.include("60 to add");
		expect(Object.values(feedbackIn(stage().emulator.content()))).to.have.lengthOf(60);
		expect(await stage().project.outputs()).to.deep.equal({ valid: 48, invalid: 12 });
		expect(writes()).to.have.lengthOf(60);
	});

	it("shows just what changes in the file, with the evidence that the file tells too", async () => {
		const file = join(stage().project.folder, "feedback.yaml");
		const text = readFileSync(file, "utf8");
		writeFileSync(file, text.replace("feedbackValue: Valid", "feedbackValue: Invalid"));
		const { output } = await stage().project.shell("pulumi preview --diff --color never");
		expect(output).to.include("1 to change, 59 unchanged");
		const [, evidence = ""] = /evidence: (.+)/.exec(text) ?? [];
		expect(output).to.include(evidence);
	});

	it("leaves the answers in Cognito when it is destroyed, and says so", async () => {
		const runs = await stage().readme("pulumi destroy");
		expect(runs["pulumi destroy --yes"]?.output).to.match(/feedback on 60 events stays in Amazon Cognito/);
		expect(writes()).to.have.lengthOf(60);
	});
});
