import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { readerStory } from "../support/reader.ts";
import { blocksOf, isDecisionsFile, readmeBlocks, takesPluginSdk } from "../support/readme.ts";
import { repository } from "../support/script.ts";
import { step } from "../support/story.ts";

describe("The TypeScript of README.md and docs/", () => {
	// test/slow/languages has those that take the plugin's SDK.
	const all = readmeBlocks("ts").filter((text) => !takesPluginSdk(text));
	const withEmulator = all.filter((text) => text.includes("pulumi-cognito-feedback/emulator"));
	const programs = all.filter((text) => !withEmulator.includes(text));

	readerStory("is compiled and run", {}, async (reader, stack) => {
		const { folder } = stack.project;
		const write = (name: string, text: string) => {
			writeFileSync(join(folder, name), text);
			return join(folder, name);
		};

		await step("has the types that it needs", () => {
			const files = [
				...programs.map((text, index) => write(`program${index}.ts`, text)),
				...withEmulator.map((text, index) => write(`emulator${index}.mts`, text)),
			];
			expect(mistakesIn(files)).to.deep.equal([]);
		});

		write("package.json", '{ "name": "test", "main": "index.ts" }');
		write("tsconfig.json", JSON.stringify({ compilerOptions }));
		const [decisionsFile] = blocksOf("README.md").filter(isDecisionsFile);
		write("feedback.yaml", decisionsFile?.text ?? "");
		for (const text of programs)
			await step(text, async () => {
				write("index.ts", text);
				await reader.shell("pulumi up --yes --skip-preview");
				expect(await stack.project.state()).to.have.lengthOf(1);
			});

		for (const text of withEmulator)
			await step(text, async () => {
				const output = await reader.shell(`node ${write("index.mts", text)}`);
				expect(output).to.match(/^http:\/\/127\.0\.0\.1:\d+ 1\n$/);
			});
	});
});

const compilerOptions = {
	strict: true,
	target: "ES2022",
	module: "nodenext",
	types: ["node"],
	skipLibCheck: true,
};

/** What the compiler finds wrong with files. */
function mistakesIn(files: readonly string[]): string[] {
	const { options } = ts.convertCompilerOptionsFromJson({ ...compilerOptions, noEmit: true }, repository);
	return ts
		.getPreEmitDiagnostics(ts.createProgram(files, options))
		.map(
			({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
		);
}
