import { decide, type PoolDecisions, poolFor, userPoolId } from "../../workbench/pool.ts";
import type { Sdk } from "../../workbench/project/sdk.ts";

/** A shape of decisions, whose `up` is disturbed by a fault. */
export interface FaultWork {
	/** Such as `a set of 200`. */
	readonly name: string;
	readonly count: number;
	/** The program that declares these decisions. */
	program(decisions: PoolDecisions, sdk: Sdk): void;
}

export const setOf200: FaultWork = {
	name: "a set of 200",
	count: 200,
	program: (decisions, { AuthEventFeedbackSet }) => {
		new AuthEventFeedbackSet("reviewed", { userPoolId, decisions });
	},
};

export const singles50: FaultWork = {
	name: "50 singles",
	count: 50,
	program: (decisions, { AuthEventFeedback }) => {
		for (const [eventId, decision] of Object.entries(decisions))
			new AuthEventFeedback(eventId, { userPoolId, eventId, ...decision });
	},
};

/** All decisions of a work with one value. */
export function decisionsFor({ count }: FaultWork, feedbackValue: "Valid" | "Invalid"): PoolDecisions {
	return decide(poolFor(count), count, feedbackValue);
}
