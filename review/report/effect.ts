import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import {
	type Characteristic,
	type Compared,
	characteristics,
	collectComparison,
	estimates,
	type Sums,
} from "./comparison.ts";
import { bandStarts, type Rows, rowOf } from "./facts.ts";
import { normal, type Range, slopeOf } from "./statistics.ts";

/** With fewer events or users on either side, no estimate is reported. */
const minEvents = 30;
const minUsers = 10;

/** Compares events that have feedback, and have later events, with similar events that have none. */
export interface Comparison extends Compared {
	/** The mean share of later events that were rated Medium or High. Absent if the counts are small. */
	readonly estimate?: {
		readonly shareAfterFeedback: number;
		readonly shareWithoutFeedback: number;
		readonly difference: number;
		readonly interval: Range;
	};
}

export type Finding = "tooFew" | "none" | "lower" | "higher";
export type Trend = "tooFew" | "none" | "fading" | "growing";

export interface Effect {
	readonly characteristic: Characteristic;
	readonly value: FeedbackValue;
	/** The mean share of events with the same characteristics that were rated Medium or High before the feedback. */
	readonly before: number | undefined;
	readonly all: Comparison;
	readonly bands: readonly Comparison[];
	/** The change of the difference from one band to the next. */
	readonly slope?: { readonly perBand: number; readonly interval: Range };
	readonly finding: Finding;
	readonly trend: Trend;
}

/** The number of intervals considered together: a difference and a trend, for two values and three characteristics. */
const comparisons = 12;

/** The quantile with which all intervals hold simultaneously at 95 %: 1 - 0.05 / 12 / 2. Source: Bonferroni's inequality. */
const z = 2.865_342_4;

export type Effects = Awaited<ReturnType<typeof effects>>;

/** Compares ratings after feedback with ratings after similar events without feedback. */
export async function effects(db: Rows) {
	// Feedback without a known date is excluded.
	const counts = await rowOf<{ withFeedback: number; undated: number }>(
		db,
		`SELECT count(*)::INTEGER AS "withFeedback", count(*) FILTER (feedback_at IS NULL)::INTEGER AS undated
			FROM report_facts WHERE feedback <> 'None' AND level IN ('High', 'Medium', 'Low') AND time IS NOT NULL`,
	);
	const found: Effect[] = [];
	if (counts.withFeedback > counts.undated) {
		await collectComparison(db);
		for (const characteristic of characteristics) {
			const sums = await estimates(db, characteristic);
			for (const value of ["Valid", "Invalid"] as const) {
				const ofValue = sums.filter((each) => each.value === value);
				found.push(effectOf(characteristic, value, ofValue));
			}
		}
	}
	return { ...counts, comparisons, effects: found };
}

/** @param sums The sums by band; the last covers all later events. */
function effectOf(characteristic: Characteristic, value: FeedbackValue, sums: readonly Sums[]): Effect {
	const of = (band: number) => sums.find((each) => each.band === band);
	const all = comparisonOf(of(bandStarts.length));
	const perBand = bandStarts.map((_, band) => comparisonOf(of(band)));
	const usable = perBand.flatMap(({ estimate }, band) => (estimate ? [{ band, ...estimate }] : []));
	const before = of(bandStarts.length)?.before ?? undefined;
	const base = { characteristic, value, before, all, bands: perBand };
	const finding = all.estimate ? findingOf(all.estimate.interval) : "tooFew";
	if (usable.length < 2) return { ...base, finding, trend: "tooFew" };
	const covariance = usable.map(({ band }) => usable.map((other) => of(band)?.covariance[other.band] ?? 0));
	const { slope, variance } = slopeOf(
		usable.map(({ band, difference }) => [band, difference] as const),
		covariance,
	);
	const interval = normal(slope, variance, z);
	const first = usable[0]?.difference ?? 0;
	return { ...base, slope: { perBand: slope, interval }, finding, trend: trendOf(interval, slope, first) };
}

function comparisonOf(sums: Sums | undefined): Comparison {
	if (sums === undefined)
		return { withFeedback: 0, usersWithFeedback: 0, withoutFeedback: 0, usersWithoutFeedback: 0 };
	const { withFeedback, usersWithFeedback, withoutFeedback, usersWithoutFeedback } = sums;
	const counts = { withFeedback, usersWithFeedback, withoutFeedback, usersWithoutFeedback };
	const { band, shareAfterFeedback, shareWithoutFeedback, covariance } = sums;
	const isSmall =
		Math.min(withFeedback, withoutFeedback) < minEvents ||
		Math.min(usersWithFeedback, usersWithoutFeedback) < minUsers;
	if (isSmall) return counts;
	const difference = shareAfterFeedback - shareWithoutFeedback;
	const interval = normal(difference, covariance[band] ?? 0, z);
	return { ...counts, estimate: { shareAfterFeedback, shareWithoutFeedback, difference, interval } };
}

function findingOf({ from, to }: Range): Finding {
	if (to < 0) return "lower";
	return from > 0 ? "higher" : "none";
}

/** An effect fades if the difference moves towards zero. */
function trendOf({ from, to }: Range, slope: number, first: number): Trend {
	if (from <= 0 && to >= 0) return "none";
	return Math.sign(slope) === Math.sign(first) ? "growing" : "fading";
}
