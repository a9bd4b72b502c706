import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readmeCommands } from "../../support/example.ts";
import { readText } from "../../support/manifest.ts";
import { readerStory } from "../../support/reader.ts";
import { step } from "../../support/story.ts";

describe("examples/many-decisions", () => {
	const example = "many-decisions";
	const content = JSON.parse(readText("examples/many-decisions/users.json"));
	readerStory(
		"keeps sixty decisions of a file in one resource, with the commands of its README",
		{ example, content },
		async (reader, stack) => {
			const writes = () =>
				stack.emulator.requests.filter(({ operation }) => operation === "AdminUpdateAuthEventFeedback");

			await step("previews and applies them all", async () => {
				const outputs = await reader.run(readmeCommands(example, "pulumi preview"));
				expect(Object.values(outputs).join("")).to.include("60 to add");
				expect(Object.values(stack.feedback())).to.have.lengthOf(60);
				const exported = await reader.shell("pulumi stack output --json");
				expect(JSON.parse(exported)).to.deep.equal({ valid: 48, invalid: 12 });
				expect(writes()).to.have.lengthOf(60);
			});

			await step(
				"previews only the changes in the file, with Cognito's evidence, which equals the file's",
				async () => {
					const file = join(stack.project.folder, "feedback.yaml");
					const text = readFileSync(file, "utf8");
					writeFileSync(file, text.replace("feedbackValue: Valid", "feedbackValue: Invalid"));
					const output = await reader.shell("pulumi preview --diff");
					expect(output).to.include("1 to change, 59 unchanged");
					for (const field of ["riskLevel", "ipAddress", "city", "device"]) {
						const [, value = ""] = new RegExp(`${field}: (.+)`).exec(text) ?? [];
						expect(output).to.include(value);
					}
					expect(output).not.to.include("differs from Cognito's");
				},
			);

			await step("retains the feedback in Cognito when it is destroyed, and warns about it", async () => {
				const outputs = await reader.run(readmeCommands(example, "pulumi destroy"));
				expect(Object.values(outputs).join("")).to.include(
					"feedback on 60 events is retained in Amazon Cognito",
				);
				expect(writes()).to.have.lengthOf(60);
			});
		},
	);
});
