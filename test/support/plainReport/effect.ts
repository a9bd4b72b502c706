import { createHash } from "node:crypto";
import type { Characteristic } from "#review/report/comparison";
import type { PoolEvent } from "../reportPool.ts";
import { networkOf } from "../reportPool.ts";
import { type Fact, groups, isHigh, levelOf, users } from "./facts.ts";

const day = 86_400_000;

/** A compared event, with the share of later events rated Medium or High in each band; the fifth is of all. */
interface Trial {
	readonly username: string;
	readonly feedback: Fact["feedback"];
	readonly stratum: string;
	readonly shares: readonly (number | undefined)[];
	readonly before: number;
}

/** The result of the report's `estimates`, by value. */
export function plainEstimates(
	facts: readonly Fact[],
	events: readonly PoolEvent[],
	characteristic: Characteristic,
) {
	const trials = trialsOf(facts, events, characteristic);
	return (["Valid", "Invalid"] as const).map((value) => ({ value, sums: sumsOf(trials, value) }));
}

function trialsOf(
	facts: readonly Fact[],
	events: readonly PoolEvent[],
	characteristic: Characteristic,
): Trial[] {
	const keyOf = (event: { username: string; device: string | null; network: string | null }) =>
		JSON.stringify([
			event.username,
			...(characteristic === "network" ? [] : [event.device]),
			...(characteristic === "device" ? [] : [event.network]),
		]);
	const isComplete = (event: Fact) =>
		(characteristic === "network" || event.device !== null) &&
		(characteristic === "device" || event.network !== null);
	const history = events.flatMap((event) =>
		event.time === null
			? []
			: [{ ...event, time: event.time, network: networkOf(event.ip), level: levelOf(event.risk_level) }],
	);
	return candidates(facts)
		.filter(({ fact }) => isComplete(fact))
		.filter(({ fact, time }) =>
			facts.every(
				(other) =>
					other.feedback === "None" ||
					other.time === null ||
					keyOf(other) !== keyOf(fact) ||
					other.time > time ||
					(other.time === time && fact.feedback !== "None"),
			),
		)
		.map(({ fact, time, start, cell }) => {
			const own = history.filter(({ username }) => username === fact.username);
			const same = own.filter((event) => keyOf(event) === keyOf(fact));
			const earlier = own.filter((event) => event.time < time).length;
			const earlierHigh = same.filter((event) => event.time < time && isHigh(event)).length;
			const share = (some: readonly { level: string }[]) =>
				some.length === 0 ? undefined : some.filter(isHigh).length / some.length;
			const later = same
				.filter((event) => event.time > start)
				.map((event) => ({ ...event, days: Math.floor((event.time - start) / day) }));
			const within = (from: number, to: number) => later.filter(({ days }) => days >= from && days <= to);
			const ends = [
				[0, 7],
				[8, 30],
				[31, 90],
				[91, Infinity],
				[0, Infinity],
			] as const;
			return {
				username: fact.username,
				feedback: fact.feedback,
				stratum: JSON.stringify([cell, power(earlier), power(earlierHigh)]),
				shares: ends.map(([from, to]) => share(within(from, to))),
				before: share(same.filter((event) => event.time <= start)) ?? 0,
			};
		});
}

/** The events with feedback, and those without that may be compared with them. */
function candidates(facts: readonly Fact[]) {
	const rated = facts.flatMap((fact) => {
		const { time, level, client_id, feedbackAt } = fact;
		if (time === null || !["High", "Medium", "Low"].includes(level)) return [];
		// 1 January 1970 was a Thursday, and weeks begin on Monday.
		const week = Math.floor((Math.floor(time / day) + 3) / 7);
		return [{ fact, time, feedbackAt, cell: JSON.stringify([level, week, client_id ?? ""]) }];
	});
	const withFeedback = rated.flatMap(({ feedbackAt, ...each }) =>
		each.fact.feedback !== "None" && feedbackAt !== null && feedbackAt >= each.time
			? [{ ...each, start: feedbackAt }]
			: [],
	);
	const withoutFeedback = groups(withFeedback, ({ cell }) => cell).flatMap((group) => {
		const delays = group.map(({ start, time }) => start - time).sort((one, other) => one - other);
		const delay = delays[Math.ceil(delays.length / 2) - 1] ?? 0;
		const hash = ({ fact }: { fact: Fact }) => createHash("md5").update(fact.event_id).digest("hex");
		return rated
			.filter(({ fact, cell }) => fact.feedback === "None" && cell === group[0]?.cell)
			.sort((one, other) => (hash(one) < hash(other) ? -1 : 1))
			.slice(0, 4 * group.length)
			.map((each) => ({ ...each, start: each.time + delay }));
	});
	return [...withFeedback, ...withoutFeedback];
}

function power(count: number): number {
	let [power_, limit] = [0, 1];
	while (count >= limit) [power_, limit] = [power_ + 1, limit * 4];
	return power_;
}

function sumsOf(trials: readonly Trial[], value: "Valid" | "Invalid") {
	const bands = [0, 1, 2, 3, 4].map((band) => {
		const observed = trials.flatMap(({ shares, ...trial }) => {
			const share = shares[band];
			return share === undefined || (trial.feedback !== value && trial.feedback !== "None")
				? []
				: [{ ...trial, share }];
		});
		const weighted = groups(observed, ({ stratum }) => stratum).flatMap((group) => {
			const treated = group.filter(({ feedback }) => feedback === value);
			const others = group.filter(({ feedback }) => feedback !== value);
			if (treated.length === 0 || others.length === 0) return [];
			return [
				...treated.map((each) => ({ ...each, weight: 1 })),
				...others.map((each) => ({ ...each, weight: treated.length / others.length })),
			];
		});
		const side = (isTreated: boolean) =>
			weighted.filter(({ feedback }) => (feedback === value) === isTreated);
		const mean = (some: typeof weighted) => {
			const weight = some.reduce((sum, each) => sum + each.weight, 0);
			return some.reduce((sum, each) => sum + each.weight * each.share, 0) / weight;
		};
		const [withFeedback, withoutFeedback] = [side(true), side(false)];
		const [after, without] = [mean(withFeedback), mean(withoutFeedback)];
		const count = users(weighted);
		const influences = new Map<string, number>();
		for (const { username, feedback, weight, share } of weighted) {
			const own = feedback === value ? share - after : -weight * (share - without);
			const scaled = (own / withFeedback.length) * Math.sqrt(count / Math.max(count - 1, 1));
			influences.set(username, (influences.get(username) ?? 0) + scaled);
		}
		return { band, withFeedback, withoutFeedback, after, without, influences };
	});
	const befores = trials.filter(({ feedback }) => feedback === value).map(({ before }) => before);
	return bands
		.filter(({ withFeedback }) => withFeedback.length > 0)
		.map(({ band, withFeedback, withoutFeedback, after, without, influences }) => ({
			band,
			withFeedback: withFeedback.length,
			usersWithFeedback: users(withFeedback),
			withoutFeedback: withoutFeedback.length,
			usersWithoutFeedback: users(withoutFeedback),
			shareAfterFeedback: after,
			shareWithoutFeedback: without,
			before: befores.reduce((sum, each) => sum + each, 0) / befores.length,
			covariance: bands.map((other) =>
				[...influences].reduce((sum, [user, own]) => sum + own * (other.influences.get(user) ?? 0), 0),
			),
		}));
}
