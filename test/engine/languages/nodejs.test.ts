import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { ensureSdkHost } from "../../../tools/pulumi-cli/languageHosts.ts";
import { isWhyNot } from "../../../tools/pulumi-cli/search.ts";
import { PulumiProject } from "../../../tools/pulumi-project/project.ts";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { readManifest } from "../../support/manifest.ts";
import { readmeBlock } from "../../support/readme.ts";
import { repository } from "../../support/script.ts";

describe("A TypeScript project that takes the plugin's SDK", () => {
	let project: PulumiProject;
	let emulator: Emulator;
	let sdkFolders: readonly string[];

	before(async function () {
		// The first time, it builds what makes SDKs.
		this.timeout(10 * 60_000);
		const folders = await ensureSdkHost({ say: (line) => console.error(line) });
		if (isWhyNot(folders)) {
			console.error(`The SDK for Node.js is not tested: ${folders.why}`);
			this.skip();
		}
		sdkFolders = folders;
		emulator = await startEmulator();
		const commands = join(repository, "node_modules", ".bin");
		project = await PulumiProject.create({
			env: {
				AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.endpoint,
				PATH: [commands, process.env.PATH].join(delimiter),
			},
			layOut: async (folder) => {
				for (const [name, content] of Object.entries(files())) writeFileSync(join(folder, name), content);
			},
		});
	});
	after(async () => {
		project?.dispose();
		await emulator?.close();
	});

	it("gets it by the command of docs/languages.md", async () => {
		const [, command = ""] = readmeBlock("sh", "pulumi package add").trim().split("\n");
		const path = [...sdkFolders, "$PATH"].join(delimiter);
		const { code, output } = await project.shell(`export PATH="${path}"; ${command}`);
		expect(code, output).to.equal(0);
		const { output: manifest } = await project.shell("cat package.json");
		expect(JSON.parse(manifest).dependencies).to.include({
			"pulumi-cognito-feedback-sdk": "file:sdks/cognito-feedback",
		});
	}).timeout(10 * 60_000);

	it("has types that its compiler takes, and refuses what the schema does not know", async () => {
		const { code, output } = await project.shell("tsc --noEmit");
		expect(code, output).to.equal(0);
		writeFileSync(join(project.folder, "wrong.ts"), program().replace('"Valid"', '"valid"'));
		const wrong = await project.shell("tsc --noEmit");
		await project.shell("rm wrong.ts");
		expect(wrong.output).to.match(/^wrong\.ts.*"valid"/m);
	});

	it("runs the program of docs/languages.md", async () => {
		const { code, output } = await project.up();
		expect(code, output).to.equal(0);
		expect(feedbackIn(emulator.content())).to.include({ "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid" });
		// Its provider keeps of the evidence no more than the risk.
		expect(output).to.include("AccountTakeover").and.not.to.include("Berlin");
		expect((await project.up()).output).to.include("3 unchanged");
	});
});

function program(): string {
	return readmeBlock("ts", "pulumi-cognito-feedback-sdk");
}

function files(): Record<string, string> {
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
		"index.ts": program(),
	};
}
