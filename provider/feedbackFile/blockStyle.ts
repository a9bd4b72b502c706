import type { MapNode } from "./document.ts";
import { decisionsNode, pairOf, parseYaml } from "./document.ts";
import { loadYaml } from "./yaml.ts";

/**
 * Formats a file as the library writes it, with each decision and each field on its own line. Comments and order are kept;
 * indentation and similar become the library's.
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
		// `!!map` is redundant, and would be invalid once the last entry is removed.
		delete node.tag;
	}
	return document.toString({ lineWidth: 0 });
}
