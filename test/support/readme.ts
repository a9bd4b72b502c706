import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { repository } from "./script.ts";

/** The first document that users read, and the pages that it links to. */
export const documents = ["README.md", ...globSync("docs/**/*.md", { cwd: repository }).sort()];

/** A code block of a document, without its fence. */
export interface Block {
	readonly language: string;
	readonly text: string;
}

/** The code blocks of a document, in order. */
export function blocksOf(document: string): Block[] {
	const text = readFileSync(join(repository, document), "utf8");
	return [...text.matchAll(/^```(\S+)\n([\s\S]*?)^```$/gm)].map(([, language = "", block = ""]) => ({
		language,
		text: block,
	}));
}

/** The code blocks of all documents in a language. */
export function readmeBlocks(language: "csharp" | "go" | "java" | "python" | "text" | "ts"): string[] {
	const blocks = documents.flatMap(blocksOf).filter((block) => block.language === language);
	return blocks.map(({ text }) => text);
}

/** Whether a program uses the plugin's SDK, which a project must generate. */
export function takesPluginSdk(program: string): boolean {
	return program.includes('"pulumi-cognito-feedback-sdk"');
}

/** The commands of a block; none if the block is in another language. */
export function commandsOf({ language, text }: Block): string[] {
	// A line that ends with a backslash continues on the next.
	return language === "sh" ? text.trim().split(/(?<!\\)\n| && /) : [];
}

/** Whether a block of YAML has a key: `decisions` in a decisions file, `plugins` or `runtime` in a `Pulumi.yaml`. */
export function hasKey({ language, text }: Block, key: string): boolean {
	return language === "yaml" && key in parse(text);
}
