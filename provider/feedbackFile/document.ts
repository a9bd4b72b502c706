import type { Document, LineCounter, Node, Pair, ParsedNode, Scalar, YAMLMap } from "yaml";
import { loadYaml } from "./yaml.ts";

/** A parsed file: its nodes know where in the text they stand. */
export interface ParsedFile {
	readonly document: Document.Parsed<ParsedNode>;
	readonly lines: LineCounter;
}

export type MapNode = YAMLMap<ParsedNode, ParsedNode | null>;
export type PairNode = Pair<ParsedNode, ParsedNode | null>;

export function parseYaml(text: string): ParsedFile {
	const { LineCounter, parseDocument } = loadYaml();
	const lines = new LineCounter();
	// Keys are compared as written: to YAML `1e1` and `10` are the same number, and no event IDs are.
	const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
	return { document, lines };
}

/** A key as it is written, without quotes: event IDs such as `1e5` look like other YAML types. */
export function keyOf({ key }: Pair<unknown, unknown>): string {
	return loadYaml().isScalar(key) ? writtenOf(key) : "";
}

/** A scalar as it is written, without quotes. */
export function writtenOf({ value, source }: Scalar): string {
	return typeof value === "string" ? value : (source ?? "");
}

/** The pair of a map with that key. */
export function pairOf(map: MapNode, key: string): PairNode | undefined {
	return map.items.find((pair) => keyOf(pair) === key);
}

/** The map of decisions; `undefined` where the file holds none. */
export function decisionsNode({ document }: ParsedFile): MapNode | undefined {
	const { isMap } = loadYaml();
	if (!isMap(document.contents)) return undefined;
	const decisions = pairOf(document.contents as MapNode, "decisions")?.value;
	return isMap(decisions) ? (decisions as MapNode) : undefined;
}

/** Where a node begins in the text, and where its value ends. */
export function nodeRange(node: Node): readonly [start: number, end: number] {
	const [start, end] = node.range ?? [0, 0];
	return [start, end];
}
