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
	const { time: _, ...shown } = isHidden ? withoutHidden(event) : event;
	const { timeZone, feedback } = found ?? {};
	return {
		...shown,
		...(timeZone !== undefined && { timeZone }),
		...(feedback && !isHidden && { feedback }),
		...facts,
	};
}

function withoutHidden(event: SnapshotEvent): Omit<SnapshotEvent, "risk"> {
	const { risk, riskLevel, riskDecision, compromisedCredentials, feedback, statement, ...open } = event;
	return open;
}
