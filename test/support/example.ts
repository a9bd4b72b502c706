import { readText } from "./manifest.ts";

/** The commands of the code block of an example's README that contains a text. */
export function readmeCommands(name: string, holding: string): string[] {
	const blocks = [...readText(`examples/${name}/README.md`).matchAll(/^```sh\n([\s\S]*?)^```$/gm)];
	const found = blocks.map(([, text = ""]) => text).find((text) => text.includes(holding));
	if (found === undefined) throw new Error(`The README of ${name} has no block with ${holding}`);
	return found.trim().split("\n");
}
