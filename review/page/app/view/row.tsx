import type { PageRow } from "../../protocol.ts";
import { clockOf, dayOf, feedbackWords, placeOf, statementWords } from "../model/words.ts";
import { useReview } from "./context.ts";
import { DecisionButtons, Icon, RiskBadge } from "./controls.tsx";

interface RowProps {
	readonly event: PageRow | undefined;
	/** The position in the table, from 0. */
	readonly index: number;
	/** The distance in pixels from the top of the scrolled area. */
	readonly top: number;
}

/** An event in two lines; its details are shown beside the table. */
export function Row({ event, index, top }: RowProps) {
	const review = useReview();
	const transform = `translateY(${top}px)`;
	if (event === undefined)
		return (
			<div class="row waiting" role="row" aria-rowindex={index + 2} style={{ transform }}>
				<span role="gridcell">Loading…</span>
			</div>
		);
	const { eventId, username, isChanged, isSelected } = event;
	const { value, note } = event.decision;
	const isCurrent = review.current.value?.row === event.row;

	const onClick = (click: MouseEvent) => {
		if (click.target instanceof Element && click.target.closest("button, input")) return;
		if (click.shiftKey) review.selectTo(event);
		else if (click.ctrlKey || click.metaKey) review.select(event);
		else review.go(event);
	};
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: keys reach the table as a whole, which has the focus.
		<div
			id={rowId(eventId)}
			class="row"
			role="row"
			tabIndex={-1}
			aria-rowindex={index + 2}
			aria-selected={isSelected}
			aria-current={isCurrent}
			data-changed={isChanged}
			style={{ transform }}
			onClick={onClick}
			onMouseDown={(press) => press.shiftKey && press.preventDefault()}
		>
			<span role="gridcell" class="pick">
				<input
					type="checkbox"
					tabIndex={-1}
					aria-label={`Select the event of ${username}`}
					checked={isSelected}
					onChange={() => review.select(event)}
				/>
			</span>
			<span role="gridcell" class="risk">
				<RiskBadge event={event} />
				<span class="second">{event.compromisedCredentials ? "Leaked password" : decisionWords(event)}</span>
			</span>
			{cellsOf(event).map(([name, first, second = ""]) => (
				<span key={name} role="gridcell" class={name}>
					<span class="first">{first}</span>
					<span class="second">{second}</span>
				</span>
			))}
			<span role="gridcell" class="decision-cell">
				<DecisionButtons
					value={value}
					of={`the event of ${username}`}
					isInTable
					onDecide={(decided) => review.toggle(event, decided)}
				/>
				<span class="marks">
					{isChanged && <span class="unsaved">not saved</span>}
					{note !== "" && (
						<span class="noted" title={note}>
							<Icon name="note" />
							<span class="unseen">has a note</span>
						</span>
					)}
				</span>
			</span>
		</div>
	);
}

/** The ID of an event's row element. */
export function rowId(eventId: string): string {
	return `event-${eventId}`;
}

type Cell = readonly [name: string, first: string, second: string | undefined];

/** The cells that have two lines of text. */
function cellsOf(event: PageRow): readonly Cell[] {
	const { at, username, feedback, statement, type, response } = event;
	const known = [
		feedback && `Feedback: ${feedbackWords(feedback)}`,
		statement && `User says: ${statementWords(statement)}`,
	];
	return [
		at === undefined ? ["time", "Unknown time", ""] : ["time", dayOf(at), clockOf(at)],
		["user", username, known.filter(Boolean).join("; ")],
		["type", type ?? "Unknown type", response],
		["place", placeOf(event) || "Unknown place", event.ipAddress],
		["device", event.device ?? "Unknown device", event.challenges?.join(", ")],
	];
}

function decisionWords({ riskDecision }: PageRow): string {
	if (riskDecision === undefined || riskDecision === "NoRisk") return "";
	return riskDecision === "AccountTakeover" ? "Account takeover" : riskDecision;
}
