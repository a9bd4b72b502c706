/** The middle value; for an even number of values, the mean of the middle two. */
export function median(values: readonly number[]): number {
	if (values.length === 0) throw new Error("no values, so no median");
	const sorted = values.toSorted((one, other) => one - other);
	const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** The smallest and the largest value. */
export function spread(values: readonly number[]): readonly [number, number] {
	return [Math.min(...values), Math.max(...values)];
}

/** Combines measurements of the same round: the speed of a machine drifts, so values of different rounds are not comparable. */
export function perRound(
	combine: (...values: number[]) => number,
	...series: readonly (readonly number[])[]
): number[] {
	const rounds = series[0]?.length ?? 0;
	if (series.some(({ length }) => length !== rounds)) throw new Error("not measured in the same rounds");
	return Array.from({ length: rounds }, (_, round) =>
		combine(...series.map((one) => one[round] ?? Number.NaN)),
	);
}

export function ratios(of: readonly number[], against: readonly number[]): number[] {
	return perRound((one = Number.NaN, other = Number.NaN) => one / other, of, against);
}

export function sums(...series: readonly (readonly number[])[]): number[] {
	return perRound((...values) => values.reduce((sum, value) => sum + value, 0), ...series);
}
