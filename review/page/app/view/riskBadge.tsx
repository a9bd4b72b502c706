import type { ReviewEvent } from "../model/event.ts";
import { riskLabel } from "../model/risk.ts";

/** How an event was rated, in a colour and in words. */
export function RiskBadge({ event }: { readonly event: ReviewEvent }) {
	const { risk, riskLevel, riskDecision } = event;
	const label = risk === "other" ? (riskLevel ?? riskDecision ?? riskLabel(risk)) : riskLabel(risk);
	return (
		<span class="badge" data-risk={risk}>
			{label}
		</span>
	);
}
