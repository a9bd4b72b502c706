import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { install, packageManagers } from "../support/packageManagers.ts";
import { packed } from "../support/packed.ts";
import { readerStory } from "../support/reader.ts";
import { blocksOf, commandsOf } from "../support/readme.ts";
import { step } from "../support/story.ts";

describe("The packed command", () => {
	const files = packed();

	async function layOut(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
		const dependencies = {
			"cognito-feedback": `file:${files.review}`,
			"pulumi-cognito-feedback": `file:${files.provider}`,
		};
		writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
		writeFileSync(join(folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
		await install(packageManagers.npm, folder, env);
		env.PATH = [join(folder, "node_modules/.bin"), env.PATH].join(delimiter);
	}

	readerStory("does everything that its README shows", { layOut }, async (reader, stack) => {
		await step("installs no second copy of the provider", async () => {
			const listed = await reader.shell("npm ls --all --parseable");
			expect(listed.match(/\/pulumi-cognito-feedback$/gm)).to.have.lengthOf(1);
		});

		await step("lists its commands", async () => {
			const help = await reader.shell("cognito-feedback --help");
			for (const command of ["events", "decide", "review", "emulator"])
				expect(help).to.include(`  ${command}`);
		});

		await step("lists events, and writes a decision to the file", async () => {
			const outputs = await reader.run(blocksOf("docs/cognito-feedback.md").flatMap(commandsOf));
			const printed = Object.values(outputs).join("");
			expect(printed).to.match(/^2026-11-20 08:14Z +High AccountTakeover +SignIn +alice/m);
			const file = readFileSync(join(stack.project.folder, "feedback.yaml"), "utf8");
			expect(file).to.include("feedbackValue: Valid");
		});

		await step("serves the page", async () => {
			const page = reader.served ?? "";
			const [html, script] = await Promise.all([fetch(page), fetch(new URL("app.js", page))]);
			expect(await html.text()).to.match(/^<!doctype html>/i);
			expect(script.status).to.equal(200);
		});
	});
});
