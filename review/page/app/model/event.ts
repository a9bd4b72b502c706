import type { UserEvent } from "../../../listing/listPool.ts";
import { type Risk, riskOf, risks } from "./risk.ts";

/** An event with what sorting and filtering ask for often. */
export interface ReviewEvent extends UserEvent {
	/** When, in milliseconds since 1970; `undefined` where Cognito does not say. */
	readonly at: number | undefined;
	readonly risk: Risk;
	/** The place of its risk among {@link risks}: 0 is the highest. */
	readonly rank: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Takes over the list that was loaded: with ten thousand events, copies of them would be felt. */
export function toReviewEvents(events: readonly UserEvent[]): ReviewEvent[] {
	const taken = events as Writable<ReviewEvent>[];
	for (const event of taken) {
		event.at = timeOf(event);
		event.risk = riskOf(event);
		event.rank = risks.indexOf(event.risk);
	}
	return taken;
}

function timeOf({ time }: UserEvent): number | undefined {
	const at = time === undefined ? Number.NaN : Date.parse(time);
	return Number.isNaN(at) ? undefined : at;
}
