import { delimiter, join } from "node:path";
import { dynamicProvider } from "../../workbench/project/adapters.ts";
import { sdkOf } from "../../workbench/project/sdk.ts";
import { single } from "../support/program.ts";
import { readerStory } from "../support/reader.ts";
import { blocksOf, commandsOf, documents } from "../support/readme.ts";
import { repository } from "../support/script.ts";
import { step } from "../support/story.ts";

const berlin = { userPoolId: "eu-central-1_Quickstrt", eventId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841" };
const env = { PATH: [join(repository, "node_modules", ".bin"), process.env.PATH].join(delimiter) };

describe("Every command", () => {
	readerStory(
		"of docs/ works in a project",
		{ env },
		async (reader) => {
			for (const block of documents.filter((each) => each !== "README.md").flatMap(blocksOf))
				await step(block.text, () => reader.run(commandsOf(block)));
		},
		() => single("berlin", berlin)(sdkOf(dynamicProvider)),
	);
});
