import type { Rehearsal } from "./rehearsal.ts";
import type { Range } from "./statistics.ts";

/** The figures that can make a run fail. */
const figures = {
	"valid-blocked": "validBlocked",
	"valid-challenged": "validChallenged",
	"users-blocked": "usersBlocked",
	"invalid-passed": "invalidPassed",
} as const;

/** The maximum accepted value of a figure. */
export interface Limit {
	readonly name: keyof typeof figures;
	readonly most: number;
}

/** A limit that a configuration exceeds, or may exceed: for a range, the upper end counts. */
export interface Exceeded extends Limit {
	readonly configuration: string;
	readonly figure: Range;
}

/** Parses `name > number`; `undefined` if it has another form. */
export function parseLimit(text: string): Limit | undefined {
	const [, found, most] = /^\s*([a-z-]+)\s*>\s*(\d{1,12})\s*$/.exec(text) ?? [];
	const name = (Object.keys(figures) as Limit["name"][]).find((each) => each === found);
	return name && { name, most: Number(most) };
}

/** The limits that the rehearsed configurations exceed. */
export function exceeded(limits: readonly Limit[], rehearsals: readonly Rehearsal[]): Exceeded[] {
	return rehearsals.flatMap((rehearsal) =>
		limits
			.map((limit) => ({ ...limit, configuration: rehearsal.name, figure: rehearsal[figures[limit.name]] }))
			.filter(({ figure, most }) => figure.to > most),
	);
}
