import type { Document, Node, Pair, ParsedNode, Scalar, YAMLMap } from "yaml";

/** The YAML library, which keeps comments and order. */
type Yaml = typeof import("yaml");

let loaded: Yaml | undefined;

/**
 * Loads the library when a file is first read or written, so programs without one start faster. The module is cached, because
 * Node.js resolves its name again in each call, and every node of a file needs the library.
 */
export function loadYaml(): Yaml {
	loaded ??= require("yaml") as Yaml;
	return loaded;
}

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

/** The pair of a key; `undefined` if the node is no map, or has none. */
export function pairOf(map: unknown, key: string): PairNode | undefined {
	return loadYaml().isMap(map) ? (map as MapNode).items.find((pair) => keyOf(pair) === key) : undefined;
}

/** The map of decisions; `undefined` if the file has none. */
export function decisionsNode({ contents }: ParsedYaml): MapNode | undefined {
	const decisions = pairOf(contents, "decisions")?.value;
	return loadYaml().isMap(decisions) ? (decisions as MapNode) : undefined;
}

/** The positions where a node begins and where its value ends. */
export function nodeRange(node: Node): readonly [start: number, end: number] {
	const [start, end] = node.range ?? [0, 0];
	return [start, end];
}

/**
 * Formats a file as the library writes it, with each decision and each field on its own line. Comments and order are kept;
 * indentation and similar become the library's.
 */
export function toBlockStyle(text: string): string {
	const { isMap, isSeq } = loadYaml();
	const document = parseYaml(text);
	const decisions = decisionsNode(document);
	const samples = pairOf(document.contents, "samples")?.value;
	for (const node of [
		document.contents,
		samples,
		decisions,
		...(decisions?.items ?? []).map(({ value }) => value),
	]) {
		if (!isMap(node) && !(isSeq(node) && node.items.length > 0)) continue;
		(node as MapNode).flow = false;
		// `!!map` is redundant, and would be invalid once the last entry is removed.
		delete node.tag;
	}
	return document.toString({ lineWidth: 0 });
}

export function joinLines(lines: readonly string[], newline: string): string {
	return lines.map((line) => line + newline).join("");
}

export function newlineOf(text: string): string {
	return text.includes("\r\n") ? "\r\n" : "\n";
}

/** A text with a line break at its end. */
export function withLastNewline(text: string): string {
	return text.endsWith("\n") ? text : text + newlineOf(text);
}
