import type { DraftDecision } from "../../protocol.ts";

interface DecisionButtonsProps {
	readonly value: DraftDecision["value"];
	/** The event, for screen readers that read the buttons without the row. */
	readonly of: string;
	/** Not reachable with Tab: in the table, keys make decisions. */
	readonly isInTable?: boolean;
	onDecide(value: NonNullable<DraftDecision["value"]>): void;
}

export function DecisionButtons({ value, of, isInTable = false, onDecide }: DecisionButtonsProps) {
	return (
		<div class="decision" role="group" aria-label={`Decision on ${of}`}>
			{(["Valid", "Invalid"] as const).map((each) => (
				<button
					key={each}
					type="button"
					class={each.toLowerCase()}
					tabIndex={isInTable ? -1 : 0}
					aria-pressed={value === each}
					onClick={() => onDecide(each)}
				>
					{each}
				</button>
			))}
		</div>
	);
}
