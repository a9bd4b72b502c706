import type { MapNode } from "./document.ts";
import { decisionsNode, pairOf, parseYaml } from "./document.ts";
import { loadYaml } from "./yaml.ts";

/**
 * A file as the library writes it, each decision and each field on lines of its own. Comments and order stay, while
 * indentation and the like become the library's.
 */
export function toBlockStyle(text: string): string {
	const { isMap, isSeq } = loadYaml();
	const document = parseYaml(text);
	const root = document.contents;
	const decisions = decisionsNode(document);
	const samples = isMap(root) ? pairOf(root as MapNode, "samples")?.value : undefined;
	const nodes = [root, samples, decisions, ...(decisions?.items.map(({ value }) => value) ?? [])];
	for (const node of nodes) {
		if (!isMap(node) && !(isSeq(node) && node.items.length > 0)) continue;
		(node as MapNode).flow = false;
		// `!!map` is redundant, and cannot stand where the last entry is taken out.
		delete node.tag;
	}
	return document.toString({ lineWidth: 0 });
}
