import { type Declaration, set, single } from "./program.ts";

type Values = Readonly<Record<string, string>>;

/** What a program declares in one turn. */
export interface Turn {
	readonly program: readonly Declaration[];
	/** The decisions, by event ID. */
	readonly declared: Values;
	/** What Cognito is to hold before it and after it. */
	readonly before: Values;
	readonly after: Values;
}

/** Programs of single decisions and of a set: in each turn some decisions are changed and others are new. */
export class Turns {
	/** The events that so many turns decide on. */
	static eventIds(turns: number): string[] {
		const ofTurns = Array.from({ length: turns }, (_, index) => [`single${index + 1}`, ...inSet(index + 1)]);
		return ["single", "inSet", ...ofTurns.flat()];
	}

	#count = 0;
	#held: Values = {};

	next(): Turn {
		const turn = ++this.#count;
		const value = turn % 2 === 0 ? "Valid" : "Invalid";
		const singles = { single: value, [`single${turn}`]: value };
		const ofSet = { inSet: value, ...Object.fromEntries(inSet(turn).map((id) => [id, value])) };
		const before = this.#held;
		const declared = { ...singles, ...ofSet };
		// Feedback of earlier turns stays in Cognito.
		this.#held = { ...before, ...declared };
		const members = Object.entries(ofSet).map(([id, feedbackValue]) => [id, { feedbackValue }]);
		return {
			program: [
				...Object.entries(singles).map(([eventId, feedbackValue]) =>
					single(eventId, { eventId, feedbackValue }),
				),
				set("many", Object.fromEntries(members)),
			],
			declared,
			before,
			after: this.#held,
		};
	}
}

function inSet(turn: number): string[] {
	return [`inSet${turn}a`, `inSet${turn}b`];
}
