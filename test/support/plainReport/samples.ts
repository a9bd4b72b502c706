import type { Sample } from "pulumi-cognito-feedback/feedback-file";
import { type Fact, groups, isHigh } from "./facts.ts";

const z = 1.959963984540054;

/** The shares from which the observed one is exactly z standard errors away, found by bisection. */
export function plainWilson(share: number, n: number) {
	if (n === Infinity) return { from: share, to: share };
	const isFar = (p: number) => (share - p) ** 2 > (z * z * p * (1 - p)) / n;
	const search = (near: number, far: number) => {
		let [inside, outside] = [near, far];
		for (let step = 0; step < 60; step++) {
			const middle = (inside + outside) / 2;
			if (isFar(middle)) outside = middle;
			else inside = middle;
		}
		return inside;
	};
	return { from: search(share, 0), to: search(share, 1) };
}

/** The estimates of a sample; `facts` are all events that it was drawn from. */
export function plainSample(facts: readonly Fact[], { drawn, events }: Sample) {
	const inSample = facts.filter(({ event_id }) => events.includes(event_id));
	const withFeedback = inSample.filter(({ feedback }) => feedback !== "None").length;
	const [precision, missed] = [true, false].map((high) => shareOf(facts, inSample, high));
	return {
		...{ drawn, size: events.length, withFeedback },
		...(precision && { precision }),
		...(missed && { missed }),
	};
}

function shareOf(facts: readonly Fact[], inSample: readonly Fact[], high: boolean) {
	const all = facts.filter((fact) => isHigh(fact) === high);
	const drawn = inSample.filter((fact) => isHigh(fact) === high);
	const withFeedback = drawn.filter(({ feedback }) => feedback !== "None");
	const invalid = withFeedback.filter(({ feedback }) => feedback === "Invalid").length;
	if (withFeedback.length === 0) return undefined;
	const undecided = drawn.length - withFeedback.length;
	const estimate = (weightOf: (fact: Fact) => number, n: number) => {
		const clusters = groups(withFeedback, ({ username }) => username).map((group) => ({
			weight: group.reduce((sum, fact) => sum + weightOf(fact), 0),
			hit: group.reduce((sum, fact) => sum + (fact.feedback === "Invalid" ? weightOf(fact) : 0), 0),
		}));
		const weight = clusters.reduce((sum, each) => sum + each.weight, 0);
		const share = clusters.reduce((sum, each) => sum + each.hit, 0) / weight;
		let squares = 0;
		for (const each of clusters) squares += (each.hit - share * each.weight) ** 2;
		const count = clusters.length;
		const variance = ((count / (count - 1)) * squares) / weight ** 2;
		const isUniform = invalid === 0 || invalid === withFeedback.length;
		const effective = isUniform
			? weight ** 2 / clusters.reduce((sum, each) => sum + each.weight ** 2, 0)
			: count === 1
				? 1
				: (share * (1 - share)) / variance;
		const used = Math.min(n, effective);
		const infinite = withFeedback.length >= all.length;
		const corrected = infinite ? Infinity : (used * (all.length - 1)) / (all.length - withFeedback.length);
		return { share, interval: plainWilson(share, corrected) };
	};
	const own = ({ username }: Fact) => all.filter((fact) => fact.username === username).length;
	const userCount = new Set(withFeedback.map(({ username }) => username)).size;
	return {
		...{ population: all.length, drawn: drawn.length, withFeedback: withFeedback.length, invalid },
		byEvent: estimate(() => 1, withFeedback.length),
		byUser: { users: userCount, ...estimate((fact) => 1 / own(fact), userCount) },
		bounds: { from: invalid / drawn.length, to: (invalid + undecided) / drawn.length },
	};
}
