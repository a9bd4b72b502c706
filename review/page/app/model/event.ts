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

/** Takes over the list that was loaded: with ten thousand events, copies of them would be felt. */
export function toReviewEvents(events: readonly UserEvent[]): ReviewEvent[] {
	for (const event of events) {
		const risk = riskOf(event);
		Object.assign(event, { at: timeOf(event), risk, rank: risks.indexOf(risk) });
	}
	return events as ReviewEvent[];
}

function timeOf({ time }: UserEvent): number | undefined {
	const at = time === undefined ? Number.NaN : Date.parse(time);
	return Number.isNaN(at) ? undefined : at;
}
