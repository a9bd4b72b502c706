import { rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { exampleContent } from "pulumi-cognito-feedback/emulator";
import { ensureSdkHost } from "../../../tools/pulumi-cli/languageHosts.ts";
import { isWhyNot } from "../../../tools/pulumi-cli/search.ts";
import { readManifest } from "../../support/manifest.ts";
import { Reader } from "../../support/reader.ts";
import { blocksOf, commandsOf, readmeBlocks, takesPluginSdk } from "../../support/readme.ts";
import { repository } from "../../support/script.ts";
import { step, TestStack } from "../../support/story.ts";

describe("A TypeScript project with the plugin's SDK", () => {
	it("has its types, and runs the programs of docs/languages.md", async function () {
		// The first run builds the SDK generator.
		this.timeout(10 * 60_000);
		const sdkFolders = await ensureSdkHost({ say: (line) => console.error(line) });
		if (isWhyNot(sdkFolders)) {
			console.error(`The SDK for Node.js is not tested: ${sdkFolders.why}`);
			this.skip();
		}
		const programs = readmeBlocks("ts").filter(takesPluginSdk);
		const [program = ""] = programs;
		const commands = join(repository, "node_modules", ".bin");
		const stack = await TestStack.create({
			content: exampleContent(),
			env: {
				PATH: [commands, process.env.PATH].join(delimiter),
				npm_config_prefer_offline: "true",
				npm_config_audit: "false",
			},
			layOut: async (folder) => {
				for (const [name, content] of Object.entries(files(program)))
					writeFileSync(join(folder, name), content);
			},
		});
		const { project } = stack;
		const reader = new Reader(stack);
		try {
			await step("installs it with the command of docs/languages.md", async () => {
				const path = [...sdkFolders, "$PATH"].join(delimiter);
				const commands = blocksOf("docs/languages.md").flatMap(commandsOf);
				for (const command of commands.filter((each) => each.startsWith("pulumi package add")))
					await reader.shell(`PATH="${path}" ${command}`);
				const manifest = await reader.shell("cat package.json");
				expect(JSON.parse(manifest).dependencies).to.include({
					"pulumi-cognito-feedback-sdk": "file:sdks/cognito-feedback",
				});
			});

			await step("has types that compile, and reject properties that are not in the schema", async () => {
				writeFileSync(join(project.folder, "wrong.ts"), program.replace('"Valid"', '"valid"'));
				const wrong = await project.shell("tsc --noEmit");
				rmSync(join(project.folder, "wrong.ts"));
				expect(wrong.output).to.match(/^wrong\.ts.*"valid"/m);
				expect(wrong.output.match(/^\S+\.ts(?=\()/gm)).to.deep.equal(["wrong.ts"]);
			});

			for (const each of programs)
				await step("runs the program", async () => {
					writeFileSync(join(project.folder, "index.ts"), each);
					const output = await reader.shell("pulumi up --yes --skip-preview --diff");
					expect(stack.feedback()).to.include({ "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid" });
					expect(output).to.include("AccountTakeover");
					// Its provider keeps only the risk as evidence.
					if (each.includes('evidence: "risk"'))
						expect(JSON.stringify(await stack.project.state())).not.to.include("Germany");
					expect(await reader.shell("pulumi up --yes --skip-preview")).to.match(/^ +\d unchanged\n\n/m);
				});
		} finally {
			await stack.dispose();
		}
	});
});

function files(program: string): Record<string, string> {
	const { devDependencies } = readManifest();
	const compilerOptions = {
		strict: true,
		target: "ES2022",
		module: "node20",
		types: ["node"],
		skipLibCheck: true,
	};
	const manifest = {
		name: "test",
		private: true,
		main: "index.ts",
		dependencies: { "@pulumi/pulumi": devDependencies?.["@pulumi/pulumi"] },
		devDependencies: Object.fromEntries(
			["typescript", "ts-node", "@types/node"].map((name) => [name, devDependencies?.[name]]),
		),
	};
	return {
		"Pulumi.yaml": "name: test\nruntime: nodejs\n",
		"package.json": JSON.stringify(manifest),
		"tsconfig.json": JSON.stringify({ compilerOptions, include: ["*.ts"] }),
		"index.ts": program,
	};
}
