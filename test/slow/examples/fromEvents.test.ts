import { expect } from "chai";
import { readmeCommands } from "../../support/example.ts";
import { readerStory } from "../../support/reader.ts";
import { step } from "../../support/story.ts";

const dave = "d914b26f-80e3-4a75-bc19-6e52f7a0d83b";
const erin = "5c08f1a6-be93-47d2-95b4-d6e80a2c7f19";

describe("examples/from-events", () => {
	const options = { example: "from-events" };
	readerStory(
		"makes decisions by its rule, with the commands of its README",
		options,
		async (reader, stack) => {
			const before = stack.feedback();
			const commands = readmeCommands("from-events", "pulumi preview");
			const isDestroy = (command: string) => command.startsWith("pulumi destroy");

			await step(
				"declares `Valid` for low-risk sign-ins from the office's networks, and no others",
				async () => {
					const outputs = await reader.run(commands.filter((command) => !isDestroy(command)));
					expect(Object.values(outputs).join("")).to.include("2 to add");
					expect(stack.feedback()).to.deep.equal({ ...before, [dave]: "Valid", [erin]: "Valid" });
				},
			);

			await step("keeps its decisions once they are made", () =>
				reader.shell("pulumi preview --expect-no-changes"),
			);

			await step("is destroyed", () => reader.run(commands.filter(isDestroy)));
		},
	);
});
