import type { Scale } from "../../../store/page/scale.ts";

/** The start of a bin, in milliseconds since 1970. */
export function momentOfBin({ from, step }: Scale, bin: number): number {
	return from + bin * step;
}

/**
 * The bars of each risk as an SVG path, one unit wide per bin and of height 1, stacked with the highest risk at the bottom. A
 * single event among thousands still has a visible bar.
 */
export function barPaths(counts: readonly (readonly number[])[], bins: number): string[] {
	const minHeight = 0.06;
	let most = 1;
	for (let bin = 0; bin < bins; bin++) most = Math.max(most, sumAt(counts, bin));
	const tops = new Float64Array(bins);
	return counts.map((of) => {
		let path = "";
		for (let bin = 0; bin < bins; bin++) {
			const count = of[bin] ?? 0;
			if (count === 0) continue;
			const bottom = tops[bin] ?? 0;
			const top = Math.min(1, bottom + Math.max(count / most, minHeight));
			path += `M${bin + 0.1} ${round(1 - bottom)}V${round(1 - top)}h0.8V${round(1 - bottom)}z`;
			tops[bin] = top;
		}
		return path;
	});
}

function sumAt(counts: readonly (readonly number[])[], bin: number): number {
	return counts.reduce((sum, of) => sum + (of[bin] ?? 0), 0);
}

function round(value: number): number {
	return Math.round(value * 1000) / 1000;
}
