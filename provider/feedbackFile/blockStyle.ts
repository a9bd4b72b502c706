import type { MapNode } from "./document.ts";
import { decisionsNode, parseYaml } from "./document.ts";
import { loadYaml } from "./yaml.ts";

/**
 * A file as the library writes it, each decision and each field on lines of its own. Comments and order stay, while
 * indentation and the like become the library's.
 */
export function toBlockStyle(text: string): string {
	const { isMap } = loadYaml();
	const file = parseYaml(text);
	const decisions = decisionsNode(file);
	const maps = [file.document.contents, decisions, ...(decisions?.items.map(({ value }) => value) ?? [])];
	for (const map of maps) {
		if (!isMap(map)) continue;
		(map as MapNode).flow = false;
		// `!!map` is redundant, and cannot stand where the last entry is taken out.
		delete map.tag;
	}
	return file.document.toString({ lineWidth: 0 });
}
