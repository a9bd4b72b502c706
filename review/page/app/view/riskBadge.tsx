import type { PageRow } from "../../protocol.ts";
import { riskLabels } from "../model/risk.ts";

/** The rating of an event, as a color and in words. */
export function RiskBadge({ event }: { readonly event: PageRow }) {
	const { risk, riskLevel, riskDecision } = event;
	const label = risk === "other" ? (riskLevel ?? riskDecision ?? riskLabels[risk]) : risk && riskLabels[risk];
	return (
		<span class="badge" data-risk={risk ?? "hidden"}>
			{label ?? "Hidden"}
		</span>
	);
}
