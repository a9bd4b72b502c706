import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { documents, readmeBlocks } from "../../support/readme.ts";
import { repository } from "../../support/script.ts";

/** What runs a block of commands: the file, and how it says so. */
const runners: readonly { readonly block: string; readonly file: string; readonly says: string }[] = [
	{ block: "npm ci && npm start", file: "test/engine/firstMinute.test.ts", says: 'runScript("start"' },
	{ block: "npm run review", file: "test/engine/reviewStory.test.ts", says: 'runScript("review"' },
	{ block: "npm run emulator", file: "test/engine/readme.test.ts", says: 'runScript("emulator"' },
	{
		block: "npm run plugin-archive",
		file: "test/engine/readme.test.ts",
		says: 'runScript("plugin-archive"',
	},
	{ block: "npm ci && npm test", file: ".ci/run", says: "npm ci && npm test" },
	{ block: "npm install pulumi-cognito-feedback", file: "tools/installPackage.ts", says: "pack" },
	{ block: "npm install cognito-feedback", file: "tools/installPackage.ts", says: "pack" },
	{
		block: "pulumi package add",
		file: "test/engine/languages/nodejs.test.ts",
		says: 'readmeBlock("sh", "pulumi package add")',
	},
	...[
		"pulumi stack init",
		"pulumi import",
		"pulumi cancel",
		"npx cognito-feedback emulator",
		"npx cognito-feedback events",
		"export AWS_ENDPOINT_URL",
		"config set cognito-feedback:endpoint",
	].map((block) => ({ block, file: "test/engine/readme.test.ts", says: block })),
];

describe("README.md and docs/", () => {
	it("have no block that nothing runs", () => {
		for (const block of readmeBlocks("sh")) {
			const runner = runners.find((one) => block.includes(one.block));
			expect(runner, block).not.to.equal(undefined);
			if (runner) expect(read(runner.file), block).to.include(runner.says);
		}
		for (const block of readmeBlocks("ts")) {
			expect(block).to.match(/from "pulumi-cognito-feedback(\/emulator|-sdk)?"/);
		}
		// test/support/languageStory.ts runs the one of each.
		for (const language of ["python", "go"] as const) expect(readmeBlocks(language)).to.have.length(1);
		const languages = documents.flatMap((path) =>
			[...read(path).matchAll(/^```(\S+)$/gm)].map(([, name]) => name),
		);
		// Nothing here runs C# and Java, which docs/languages.md says.
		const known = ["csharp", "go", "java", "python", "sh", "text", "ts", "yaml"];
		expect(known).to.include.members([...new Set(languages)]);
	});

	it("link to files and headings that are there", () => {
		for (const path of documents) {
			for (const [, target = ""] of read(path).matchAll(/\]\(([^)\s]+)\)/g)) {
				if (target.startsWith("https:")) continue;
				const [file, heading] = target.split("#");
				const linked = file ? join(dirname(path), file) : path;
				expect(existsSync(join(repository, linked)), `${path}: ${target}`).to.equal(true);
				if (heading) expect(headings(linked), `${path}: ${target}`).to.include(heading);
			}
		}
	});
});

function read(path: string): string {
	return readFileSync(join(repository, path), "utf8");
}

/** The headings of a document, as links name them. */
function headings(path: string): string[] {
	return [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} -]/gu, "")
			.replaceAll(" ", "-"),
	);
}
