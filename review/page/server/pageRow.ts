import type { AuthEvent } from "pulumi-cognito-feedback/internal/cognito";
import type { SnapshotEvent } from "../../store/page/events.ts";
import type { PageRow } from "../protocol.ts";

interface RowFacts extends Pick<PageRow, "position" | "decision" | "isChanged" | "isSelected"> {
	/** What Cognito returned, if the event was looked up. */
	readonly found: AuthEvent | undefined;
	/** Whether the event belongs to a blind sample and is undecided. */
	readonly isHidden: boolean;
}

/** An event as the page shows it. The fields that a blind sample hides are not sent. */
export function toRow(event: SnapshotEvent, { found, isHidden, ...facts }: RowFacts): PageRow {
	const {
		risk,
		riskLevel,
		riskDecision,
		compromisedCredentials,
		feedback,
		statement,
		time: _,
		...open
	} = event;
	const current = found?.feedback ?? feedback;
	return {
		...open,
		...(found?.timeZone !== undefined && { timeZone: found.timeZone }),
		...(!isHidden && {
			risk,
			...(riskLevel !== undefined && { riskLevel }),
			...(riskDecision !== undefined && { riskDecision }),
			...(compromisedCredentials !== undefined && { compromisedCredentials }),
			...(current && { feedback: current }),
			...(statement && { statement }),
		}),
		...facts,
	};
}
