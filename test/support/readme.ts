import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const text = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");

type Language = "sh" | "text" | "ts" | "yaml";

/** The code blocks of README.md in a language, each without its fence. */
export function readmeBlocks(language: Language): string[] {
	const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
	return [...text.matchAll(fence)].map(([, block = ""]) => block);
}

/** The first code block of README.md in a language that holds a text. */
export function readmeBlock(language: Language, holding: string): string {
	const block = readmeBlocks(language).find((candidate) => candidate.includes(holding));
	if (block === undefined) throw new Error(`README.md has no ${language} block with ${holding}`);
	return block;
}
