import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./script.ts";

/** What users read first, and the pages that it leads to. */
export const documents = ["README.md", ...globSync("docs/*.md", { cwd: repository }).sort()];

const text = documents.map((path) => readFileSync(join(repository, path), "utf8")).join("\n");

type Language = "go" | "python" | "sh" | "text" | "ts" | "yaml";

/** The code blocks of README.md and then of docs/ in a language, each without its fence. */
export function readmeBlocks(language: Language): string[] {
	const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
	return [...text.matchAll(fence)].map(([, block = ""]) => block);
}

/** The first of these code blocks that holds a text. */
export function readmeBlock(language: Language, holding: string): string {
	const block = readmeBlocks(language).find((candidate) => candidate.includes(holding));
	if (block === undefined) throw new Error(`No document has a ${language} block with ${holding}`);
	return block;
}
