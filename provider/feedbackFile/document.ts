import type { Document, Node, Pair, ParsedNode, Scalar, YAMLMap } from "yaml";
import { loadYaml } from "./yaml.ts";

/** A parsed text whose nodes have positions in it. */
export type ParsedYaml = Document.Parsed<ParsedNode>;

export type MapNode = YAMLMap<ParsedNode, ParsedNode | null>;
export type PairNode = Pair<ParsedNode, ParsedNode | null>;

export function parseYaml(text: string): ParsedYaml {
	// Keys are compared as written: to YAML `1e1` and `10` are the same number, but they are different event IDs.
	return loadYaml().parseDocument(text, { uniqueKeys: false, prettyErrors: false });
}

/** A key as written, without quotes: event IDs such as `1e5` look like other YAML types. */
export function keyOf({ key }: Pair<unknown, unknown>): string {
	return loadYaml().isScalar(key) ? writtenOf(key) : "";
}

/** A scalar as written, without quotes. */
export function writtenOf({ value, source }: Scalar): string {
	return typeof value === "string" ? value : (source ?? "");
}

export function pairOf(map: MapNode, key: string): PairNode | undefined {
	return map.items.find((pair) => keyOf(pair) === key);
}

/** The map of decisions; `undefined` if the file has none. */
export function decisionsNode({ contents }: ParsedYaml): MapNode | undefined {
	const { isMap } = loadYaml();
	if (!isMap(contents)) return undefined;
	const decisions = pairOf(contents as MapNode, "decisions")?.value;
	return isMap(decisions) ? (decisions as MapNode) : undefined;
}

/** The positions where a node begins and where its value ends. */
export function nodeRange(node: Node): readonly [start: number, end: number] {
	const [start, end] = node.range ?? [0, 0];
	return [start, end];
}

export function newlineOf(text: string): string {
	return text.includes("\r\n") ? "\r\n" : "\n";
}
