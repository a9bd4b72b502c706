import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import {
	type Characteristic,
	characteristics,
	collectComparison,
	estimates,
	type Sums,
} from "./comparison.ts";
import { type Rows, rowOf } from "./rows.ts";
import { normal, type Range, slopeOf } from "./statistics.ts";

/** Days since the answer; both limits belong to a band. */
export const bands = [
	{ from: 0, to: 7 },
	{ from: 8, to: 30 },
	{ from: 31, to: 90 },
	{ from: 91, to: Number.POSITIVE_INFINITY },
] as const;

/** With fewer answered events or users on either side, no estimate is reported. */
export const minEvents = 30;
export const minUsers = 10;

/** Compares answered events with similar unanswered ones. */
export interface Comparison {
	/** The number of answered events that have later events and similar unanswered ones, and of their users. */
	readonly answered: number;
	readonly answeredUsers: number;
	/** The same numbers for the unanswered events. */
	readonly unanswered: number;
	readonly unansweredUsers: number;
	/** The mean share of later events that were rated Medium or High. Absent if the counts are small. */
	readonly estimate?: {
		readonly afterAnswer: number;
		readonly withoutAnswer: number;
		readonly difference: number;
		readonly interval: Range;
	};
}

export type Finding = "tooFew" | "none" | "lower" | "higher";
export type Trend = "tooFew" | "none" | "fading" | "growing";

export interface Effect {
	readonly characteristic: Characteristic;
	readonly value: FeedbackValue;
	/** The mean share of events with the same characteristics that were rated Medium or High before the answer. */
	readonly before: number | undefined;
	readonly all: Comparison;
	readonly bands: readonly Comparison[];
	/** The change of the difference from one band to the next. */
	readonly slope?: { readonly perBand: number; readonly interval: Range };
	readonly finding: Finding;
	readonly trend: Trend;
}

/** The effects of answers on later ratings. */
export interface Effects {
	/** The number of answered events with a rating. */
	readonly answers: number;
	/** The number of these whose date of answer is unknown; they are excluded. */
	readonly undated: number;
	/** The number of intervals that are considered together. */
	readonly comparisons: number;
	readonly effects: readonly Effect[];
}

/** A difference and a trend, for each of two values and three characteristics. */
const comparisons = 12;

/** The quantile with which all intervals hold simultaneously at 95 %: 1 - 0.05 / 12 / 2. Source: Bonferroni's inequality. */
const z = 2.865_342_4;

const values: readonly FeedbackValue[] = ["Valid", "Invalid"];

/** Compares ratings after answers with ratings after similar events without an answer. */
export async function effects(db: Rows): Promise<Effects> {
	const counts = await rowOf<{ answers: number; undated: number }>(
		db,
		`SELECT count(*)::INTEGER AS answers, count(*) FILTER (answered_at IS NULL)::INTEGER AS undated
			FROM report_facts WHERE answer <> 'Unanswered' AND level IN ('High', 'Medium', 'Low') AND time IS NOT NULL`,
	);
	const found: Effect[] = [];
	if (counts.answers > counts.undated) {
		await collectComparison(db);
		for (const characteristic of characteristics) {
			const sums = await estimates(db, characteristic);
			for (const value of values) found.push(effectOf(characteristic, value, sums.get(value) ?? []));
		}
	}
	return { ...counts, comparisons, effects: found };
}

/** @param sums The sums by band; the last covers all later events. */
function effectOf(characteristic: Characteristic, value: FeedbackValue, sums: readonly Sums[]): Effect {
	const of = (band: number) => sums.find((each) => each.band === band);
	const all = comparisonOf(of(bands.length));
	const perBand = bands.map((_, band) => comparisonOf(of(band)));
	const usable = perBand.flatMap(({ estimate }, band) => (estimate ? [{ band, ...estimate }] : []));
	const before = of(bands.length)?.before ?? undefined;
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
	if (sums === undefined) return { answered: 0, answeredUsers: 0, unanswered: 0, unansweredUsers: 0 };
	const { answered, answeredUsers, unanswered, unansweredUsers, afterAnswer, withoutAnswer, covariance } =
		sums;
	const counts = { answered, answeredUsers, unanswered, unansweredUsers };
	const isSmall =
		Math.min(answered, unanswered) < minEvents || Math.min(answeredUsers, unansweredUsers) < minUsers;
	if (isSmall) return counts;
	const difference = afterAnswer - withoutAnswer;
	const interval = normal(difference, covariance[sums.band] ?? 0, z);
	return { ...counts, estimate: { afterAnswer, withoutAnswer, difference, interval } };
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
