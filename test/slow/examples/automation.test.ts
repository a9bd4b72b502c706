import { expect } from "chai";
import { readmeCommands } from "../../support/example.ts";
import { readerStory } from "../../support/reader.ts";
import { stackTrace, step } from "../../support/story.ts";

const berlin = "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841";

describe("examples/automation", () => {
	const options = { example: "automation" };
	readerStory("asks before it applies changes, until it is destroyed", options, async (reader, stack) => {
		await step("shows the changes, asks, and applies nothing without confirmation", async () => {
			expect(await reader.shell("npm run --silent feedback < /dev/null")).to.match(
				/SignIn; 2026-11-20T08:14Z; High[\s\S]*Apply this\? \[y\/N\] Nothing was applied\./,
			);
			expect(stack.feedback()[berlin]).to.equal(undefined);
		});

		await step("applies them after confirmation", async () => {
			await reader.shell("echo y | npm run --silent feedback");
			expect(stack.feedback()[berlin]).to.equal("Valid");
		});

		await step("does not ask if nothing changes", async () => {
			expect(await reader.shell("npm run --silent feedback"))
				.to.match(/Nothing to apply\.\n$/)
				.and.not.include("Apply this?");
		});

		await step("prints the reason, and no error object, if the file does not exist", async () => {
			const printed = await reader.shell("npm run --silent feedback -- --file missing.yaml 2>&1 || true");
			expect(printed)
				.to.include("The decisions file missing.yaml does not exist")
				.and.match(/Pulumi failed, as shown above\.\n$/);
			expect(printed).not.to.match(stackTrace);
		});

		await step("is destroyed with the command of its README", async () => {
			const outputs = await reader.run(readmeCommands("automation", "pulumi destroy"));
			expect(Object.values(outputs).join("")).to.include(
				"feedback on 2 events is retained in Amazon Cognito",
			);
			expect(await reader.shell("pulumi stack ls --all")).not.to.include("cognito-feedback-automation");
		});
	});
});
