import { type Decisions, decide, poolFor, userPoolId } from "../../workbench/pool.ts";
import type { Sdk } from "../../workbench/project/sdk.ts";

/** Decisions in one shape, which a fault is done to an `up` of. */
export interface Work {
	/** Such as `a set of 200`. */
	readonly name: string;
	readonly count: number;
	/** The program that declares these decisions. */
	program(decisions: Decisions, sdk: Sdk): void;
}

export const setOf200: Work = {
	name: "a set of 200",
	count: 200,
	program: (decisions, { AuthEventFeedbackSet }) => {
		new AuthEventFeedbackSet("reviewed", { userPoolId, decisions });
	},
};

export const singles50: Work = {
	name: "50 singles",
	count: 50,
	program: (decisions, { AuthEventFeedback }) => {
		for (const [eventId, decision] of Object.entries(decisions))
			new AuthEventFeedback(eventId, { userPoolId, eventId, ...decision });
	},
};

/** All decisions of a work with one value. */
export function decisionsFor({ count }: Work, feedbackValue: "Valid" | "Invalid"): Decisions {
	return decide(poolFor(count), count, feedbackValue);
}
