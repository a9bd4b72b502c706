import type { Range } from "./statistics.ts";
import type { Definition } from "./words/definitions.ts";

/** A report in words, before it is formatted as text or as a page. */
export interface ReportDocument {
	readonly title: string;
	readonly facts: readonly string[];
	readonly sections: readonly Section[];
}

export interface Section {
	readonly id: string;
	readonly title: string;
	readonly blocks: readonly Block[];
}

export type Block = Paragraph | Table;

export interface Paragraph {
	readonly kind: "paragraph";
	readonly text: string;
	/** The definitions that it uses, as footnotes. */
	readonly notes?: readonly Definition[];
}

/** Numbers, and how a page charts them. */
export interface Table {
	readonly kind: "table";
	readonly caption: string;
	readonly notes?: readonly Definition[];
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
	readonly chart?: Chart;
	/** A long table: text shows only its end, and a page folds it. */
	readonly isLong?: boolean;
}

export type Chart = BarChart | IntervalChart | DayChart;

/** Stacked bars. */
export interface BarChart {
	readonly kind: "bars";
	readonly parts: readonly string[];
	readonly bars: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** Shares or differences with their confidence intervals. */
export interface IntervalChart {
	readonly kind: "intervals";
	readonly unit: "share" | "difference";
	readonly points: readonly { readonly label: string; readonly value: number; readonly interval: Range }[];
}

/** Numbers by day, each with a lower and an upper bound. */
export interface DayChart {
	readonly kind: "days";
	readonly series: readonly string[];
	readonly days: readonly { readonly day: string; readonly values: readonly Range[] }[];
}

export function paragraph(text: string, ...notes: readonly Definition[]): Paragraph {
	return { kind: "paragraph", text, ...(notes.length > 0 && { notes }) };
}

/** A table with a row for each item, and a cell of it for each title; none without items. */
export function tableOf<T>(
	about: Omit<Table, "kind" | "head" | "rows">,
	items: readonly T[],
	cells: Readonly<Record<string, (item: T) => string>>,
): Table[] {
	if (items.length === 0) return [];
	const rows = items.map((item) => Object.values(cells).map((cell) => cell(item)));
	return [{ kind: "table", ...about, head: Object.keys(cells), rows }];
}

/** The definitions that a document uses, in the order of first use. A footnote's number is its index, from 1. */
export function notesOf({ sections }: ReportDocument): Definition[] {
	return [...new Set(sections.flatMap(({ blocks }) => blocks.flatMap(({ notes = [] }) => notes)))];
}
