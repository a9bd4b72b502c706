/**
 * `npm run lint:prose`: checks documents, and the comments and sentences in code, for words that the project avoids:
 * `.textlintrc.json` lists them with their replacements.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter, loadLinterFormatter, loadTextlintrc } from "textlint";
import { proseOf } from "./proseOf.ts";

const root = join(import.meta.dirname, "../..");
const exclude = ["**/node_modules", "**/dist", "reference/**", "CHANGELOG.md", "{provider,review}/*.md"];
const documents = globSync("**/*.md", { cwd: root, exclude });
const sources = globSync("{provider,review,examples,test,tools,bench,workbench}/**/*.{ts,tsx}", {
	cwd: root,
	exclude: [...exclude, "**/*.d.ts"],
});

const linter = createLinter({
	descriptor: await loadTextlintrc({ configFilePath: join(root, ".textlintrc.json") }),
});
const results = await Promise.all([
	...documents.map((path) => linter.lintText(read(path), path)),
	// A separate document, in which each text keeps its line.
	...sources.map(async (path) => ({
		...(await linter.lintText(proseOf(read(path)), `${path}.md`)),
		filePath: path,
	})),
]);
const found = results.filter(({ messages }) => messages.length > 0);
if (found.length > 0) {
	const formatter = await loadLinterFormatter({ formatterName: "unix" });
	console.error(formatter.format(found));
	process.exitCode = 1;
} else console.log(`lint:prose: ${results.length} files have no mistakes.`);

function read(path: string): string {
	return readFileSync(join(root, path), "utf8");
}
