import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { readerStory } from "../support/reader.ts";
import { blocksOf, hasKey, readmeBlocks, takesPluginSdk } from "../support/readme.ts";
import { repository } from "../support/script.ts";
import { step } from "../support/story.ts";

describe("The TypeScript of README.md and docs/", () => {
	// test/slow/languages covers programs with the plugin's SDK.
	const all = readmeBlocks("ts").filter((text) => !takesPluginSdk(text));
	const withEmulator = all.filter((text) => text.includes("pulumi-cognito-feedback/emulator"));
	const programs = all.filter((text) => !withEmulator.includes(text));

	readerStory("is compiled and run", {}, async (reader, stack) => {
		const { folder } = stack.project;
		const write = (name: string, text: string) => {
			writeFileSync(join(folder, name), text);
			return join(folder, name);
		};

		write("package.json", '{ "name": "test", "main": "index.ts" }');
		write("tsconfig.json", JSON.stringify({ compilerOptions }));
		const decisions = blocksOf("docs/resources.md").find((block) => hasKey(block, "decisions"));
		const decisionsFile = write("feedback.yaml", decisions?.text ?? "");

		await step("has the types that it needs", () => {
			const files = [
				...programs.map((text, index) =>
					// Here the project's folder is not the process's working directory.
					write(`program${index}.ts`, text.replace('"feedback.yaml"', JSON.stringify(decisionsFile))),
				),
				...withEmulator.map((text, index) => write(`emulator${index}.mts`, text)),
			];
			expect(compile(files)).to.deep.equal([]);
		});

		const require = createRequire(join(folder, "index.js"));
		for (const [index, text] of programs.entries())
			await step(text, async () => {
				// Pulumi itself compiles and runs one of them.
				if (index === 0) {
					write("index.ts", text);
					await reader.shell("pulumi up --yes --skip-preview");
				} else {
					stack.project.program(() => require(`./program${index}.js`));
					await stack.up();
				}
				expect(await stack.project.state()).to.have.lengthOf(1);
			});

		for (const [index, text] of withEmulator.entries())
			await step(text, async () => {
				const output = await reader.shell(`node emulator${index}.mjs`);
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

/** Compiles files next to their sources, and returns the errors. */
function compile(files: readonly string[]): string[] {
	const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, repository);
	const program = ts.createProgram(files, options);
	program.emit();
	return ts
		.getPreEmitDiagnostics(program)
		.map(
			({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
		);
}
