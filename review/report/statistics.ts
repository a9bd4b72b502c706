/** Both ends of an interval, or the lower and upper bound of a number. */
export interface Range {
	readonly from: number;
	readonly to: number;
}

/** The 97.5 % quantile of the normal distribution, for intervals at 95 %. */
const z = 1.959_963_984_540_054;

/**
 * Wilson's score interval for a share.
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
 *
 * @param n The number of observations; an effective number need not be whole.
 */
export function wilson(share: number, n: number): Range {
	if (n === 0) return { from: 0, to: 1 };
	if (n === Number.POSITIVE_INFINITY) return { from: share, to: share };
	const z2 = z * z;
	const middle = share + z2 / (2 * n);
	const half = z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
	const scale = 1 + z2 / n;
	return { from: Math.max(0, (middle - half) / scale), to: Math.min(1, (middle + half) / scale) };
}

/**
 * The finite population correction, as the number of observations that would be as precise in an infinite population:
 * observations from a small population are worth more, and with all of it no uncertainty remains.
 *
 * Source: W. G. Cochran, "Sampling Techniques", 3rd edition, section 2.6.
 */
export function corrected(n: number, population: number, drawn: number): number {
	if (drawn >= population) return Number.POSITIVE_INFINITY;
	return (n * (population - 1)) / (population - drawn);
}

/** A user's contribution to a share: the sum of the weights of all events, and of those with the property. */
export interface Cluster {
	readonly weight: number;
	readonly hit: number;
}

/** A share with an interval that treats the events of a user as dependent. */
export interface Estimate {
	readonly share: number;
	readonly interval: Range;
}

/**
 * The share of a weighted sample with clustered observations, with Wilson's interval at the effective number of observations,
 * which is never larger than the actual number.
 *
 * Sources: W. G. Cochran, "Sampling Techniques", section 9 (the ratio estimator over clusters); L. Kish, "Survey Sampling",
 * 1965, section 8.2 (the design effect).
 *
 * @param n The number of observations; not the sum of their weights.
 */
export function clusteredShare(
	clusters: readonly Cluster[],
	{ n, population, drawn }: { readonly n: number; readonly population: number; readonly drawn: number },
): Estimate {
	const sum = (of: (cluster: Cluster) => number) => clusters.reduce((total, each) => total + of(each), 0);
	const weight = sum((each) => each.weight);
	const share = sum(({ hit }) => hit) / weight;
	const binomial = share * (1 - share);
	const count = clusters.length;
	const variance =
		count < 2
			? binomial
			: ((count / (count - 1)) * sum((each) => (each.hit - share * each.weight) ** 2)) / weight ** 2;
	// If all are equal, there is no variance to estimate: a user's events are then treated as fully dependent.
	const effective = binomial === 0 ? weight ** 2 / sum((each) => each.weight ** 2) : binomial / variance;
	return { share, interval: wilson(share, corrected(Math.min(n, effective), population, drawn)) };
}

/** The interval of an estimate with a known variance. */
export function normal(estimate: number, variance: number, z: number): Range {
	const half = z * Math.sqrt(variance);
	return { from: estimate - half, to: estimate + half };
}

/**
 * Fits a straight line through dependent values.
 *
 * @param covariance The covariance of the values, row by row.
 * @returns the slope with its variance
 */
export function slopeOf(
	points: readonly (readonly [x: number, y: number])[],
	covariance: readonly (readonly number[])[],
): { readonly slope: number; readonly variance: number } {
	const middle = points.reduce((sum, [x]) => sum + x, 0) / points.length;
	const spread = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
	const weights = points.map(([x]) => (x - middle) / spread);
	const slope = points.reduce((sum, [, y], index) => sum + (weights[index] ?? 0) * y, 0);
	const variance = weights.reduce(
		(sum, one, row) =>
			sum + weights.reduce((of, other, column) => of + one * other * (covariance[row]?.[column] ?? 0), 0),
		0,
	);
	return { slope, variance };
}
