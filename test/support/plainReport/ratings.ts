import { type Fact, groups, isHigh, users } from "./facts.ts";

export function plainRatings(facts: readonly Fact[]) {
	return groups(facts, ({ level, feedback }) => [level, feedback]).map((group) => ({
		level: group[0]?.level,
		feedback: group[0]?.feedback,
		events: group.length,
		users: users(group),
	}));
}

export function plainPrecision(facts: readonly Fact[]) {
	const withFeedback = facts.filter((fact) => isHigh(fact) && fact.feedback !== "None");
	const invalid = withFeedback.filter(({ feedback }) => feedback === "Invalid");
	return {
		events: withFeedback.length,
		invalidEvents: invalid.length,
		users: users(withFeedback),
		invalidUsers: users(invalid),
	};
}

/** With networks named by their addresses. */
export function plainCells(facts: readonly Fact[]) {
	const withFeedback = facts.filter((fact) => isHigh(fact) && fact.feedback !== "None");
	const names = {
		country: (fact: Fact) => fact.country,
		deviceFamily: (fact: Fact) => fact.device?.replace(/\s*[0-9][0-9._]*/g, ""),
		client: (fact: Fact) => fact.client_id,
		network: (fact: Fact) => fact.network,
	};
	return Object.entries(names).flatMap(([dimension, nameOf]) =>
		groups(
			withFeedback.filter((fact) => nameOf(fact) !== null),
			nameOf,
		)
			.filter((group) => group.length >= 30)
			.map((group) => ({
				dimension,
				name: group[0] && nameOf(group[0]),
				events: group.length,
				invalidEvents: group.filter(({ feedback }) => feedback === "Invalid").length,
			})),
	);
}

/** @param now In milliseconds. */
export function plainWorkLeft(facts: readonly Fact[], now: number) {
	const isRated = ({ level }: Fact) => level === "High" || level === "Medium" || level === "Low";
	const open = facts.filter((fact) => isRated(fact) && fact.feedback === "None");
	const age = ({ time }: Fact) => {
		const days = Math.floor((now - (time ?? 0)) / 86_400_000);
		return days < 8 ? 0 : days < 31 ? 1 : days < 91 ? 2 : 3;
	};
	const shared = (kind: string, nameOf: (fact: Fact) => string | null) =>
		groups(
			open.filter((fact) => nameOf(fact) !== null),
			nameOf,
		)
			.map((group) => ({
				kind,
				name: (group[0] && nameOf(group[0])) ?? "",
				events: group.length,
				users: users(group),
			}))
			.sort(
				(one, other) =>
					other.events - one.events || other.users - one.users || (one.name < other.name ? -1 : 1),
			)
			.slice(0, 5);
	const collected = facts.filter(
		(fact) => fact.level !== "None" || fact.compromised || fact.feedback !== "None",
	);
	const candidates = groups(
		collected.filter(({ network }) => network !== null),
		({ network }) => network,
	)
		.map((group) => ({
			group,
			valid: group.filter(({ feedback }) => feedback === "Valid"),
			withoutFeedback: group.filter((fact) => isRated(fact) && fact.feedback === "None").length,
		}))
		.filter(
			({ group, valid, withoutFeedback }) =>
				users(group) >= 10 &&
				withoutFeedback >= 20 &&
				valid.length >= 5 &&
				users(valid) >= 3 &&
				group.every(({ feedback }) => feedback !== "Invalid"),
		)
		.map(({ group, valid, withoutFeedback }) => ({
			range: group[0]?.network ?? "",
			users: users(group),
			withoutFeedback,
			valid: valid.length,
		}))
		.sort((one, other) => other.withoutFeedback - one.withoutFeedback || (one.range < other.range ? -1 : 1))
		.slice(0, 5);
	return {
		withoutFeedback: groups(
			open.filter(({ time }) => time !== null),
			(fact) => [fact.level, age(fact)],
		).map((group) => ({
			level: group[0]?.level,
			age: group[0] && age(group[0]),
			events: group.length,
		})),
		groups: [...shared("network", ({ network }) => network), ...shared("device", ({ device }) => device)],
		candidates,
	};
}
