import { median, ratios, spread } from "./statistics.ts";

/** The result of one measurement: a row of the table. */
export interface ResultRow {
	readonly work: string;
	readonly target: string;
	readonly measured: string;
	readonly spread: string;
	/** The medians that the value is computed from, as text. */
	readonly medians: string;
	readonly verdict: "met" | "missed" | "reported";
}

/** A measured point of the chart. */
export interface Point {
	readonly line: string;
	readonly decisions: number;
	readonly seconds: number;
}

/** A separate table, below the main one. */
export interface Section {
	readonly title: string;
	readonly text: string;
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

export interface Findings {
	readonly rows?: readonly ResultRow[];
	readonly points?: readonly Point[];
	readonly sections?: readonly Section[];
}

/** A row whose target is a ratio: the median of the rounds' ratios. */
export function ratioRow(row: {
	readonly work: string;
	/** Missing for a measurement without a target, which is only reported. */
	readonly limit: number | undefined;
	/** The reference that the limit is a multiple of. */
	readonly times: string;
	readonly of: readonly number[];
	readonly against: readonly number[];
	readonly format?: (value: number) => string;
}): ResultRow {
	const { work, limit, times, of, against, format = seconds } = row;
	const all = ratios(of, against);
	return {
		work,
		target: limit === undefined ? `none; beside ${times}` : `≤ ${limit.toFixed(2)} × ${times}`,
		measured: factor(median(all)),
		spread: range(all, (value) => value.toFixed(2)),
		medians: `${format(median(of))} against ${format(median(against))}`,
		verdict: limit === undefined ? "reported" : median(all) <= limit ? "met" : "missed",
	};
}

/** A row whose target is a maximum value. */
export function limitRow(row: {
	readonly work: string;
	readonly limit: number;
	readonly of: readonly number[];
	readonly format: (value: number) => string;
	readonly medians?: string;
}): ResultRow {
	const { work, limit, of, format, medians = "" } = row;
	return {
		work,
		target: limit === 0 ? format(0) : `≤ ${format(limit)}`,
		measured: format(median(of)),
		spread: range(of, format),
		medians,
		verdict: median(of) <= limit ? "met" : "missed",
	};
}

export function range(values: readonly number[], format: (value: number) => string): string {
	return spread(values).map(format).join(" – ");
}

export function factor(value: number): string {
	return `${value.toFixed(2)} ×`;
}

export function seconds(value: number): string {
	return `${value.toFixed(2)} s`;
}

export function milliseconds(value: number): string {
	return `${(value * 1_000).toFixed(value < 0.01 ? 2 : 0)} ms`;
}

export function kilobytes(value: number): string {
	return `${Math.round(value / 1_000)} kB`;
}

export function megabytes(value: number): string {
	return `${Math.round(value / 1_000_000)} MB`;
}
