import type { Rehearsal } from "./rehearsal.ts";
import type { Range } from "./statistics.ts";

/** The figures that can make a run fail. */
export const limitNames = ["valid-blocked", "valid-challenged", "users-blocked", "invalid-passed"] as const;
export type LimitName = (typeof limitNames)[number];

/** The maximum accepted value of a figure. */
export interface Limit {
	readonly name: LimitName;
	readonly most: number;
}

/** A limit that a configuration exceeds, or may exceed: for a range, the upper end counts. */
export interface Exceeded extends Limit {
	readonly configuration: string;
	readonly figure: Range;
}

const figures: Readonly<Record<LimitName, (rehearsal: Rehearsal) => Range>> = {
	"valid-blocked": ({ validBlocked }) => validBlocked,
	"valid-challenged": ({ validChallenged }) => validChallenged,
	"users-blocked": ({ usersBlocked }) => usersBlocked,
	"invalid-passed": ({ invalidPassed }) => invalidPassed,
};

/** Parses `name > number`; `undefined` if it has another form. */
export function parseLimit(text: string): Limit | undefined {
	const [, found, most] = /^\s*([a-z-]+)\s*>\s*(\d{1,12})\s*$/.exec(text) ?? [];
	const name = limitNames.find((each) => each === found);
	return name && { name, most: Number(most) };
}

/** The limits that the rehearsed configurations exceed. */
export function exceeded(limits: readonly Limit[], rehearsals: readonly Rehearsal[]): Exceeded[] {
	return rehearsals.flatMap((rehearsal) =>
		limits
			.map((limit) => ({ ...limit, configuration: rehearsal.name, figure: figures[limit.name](rehearsal) }))
			.filter(({ figure, most }) => figure.to > most),
	);
}
