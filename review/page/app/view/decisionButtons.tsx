import type { DraftDecision } from "../../protocol.ts";

interface DecisionButtonsProps {
	readonly value: DraftDecision["value"];
	/** Whose, for who hears the buttons without the row. */
	readonly of: string;
	/** Out of the order of the Tab key: in the table, keys decide. */
	readonly isInTable?: boolean;
	onDecide(value: NonNullable<DraftDecision["value"]>): void;
}

export function DecisionButtons({ value, of, isInTable = false, onDecide }: DecisionButtonsProps) {
	const tabIndex = isInTable ? -1 : 0;
	return (
		<div class="decision" role="group" aria-label={`Decision on ${of}`}>
			<button
				type="button"
				class="valid"
				tabIndex={tabIndex}
				aria-pressed={value === "Valid"}
				onClick={() => onDecide("Valid")}
			>
				Valid
			</button>
			<button
				type="button"
				class="invalid"
				tabIndex={tabIndex}
				aria-pressed={value === "Invalid"}
				onClick={() => onDecide("Invalid")}
			>
				Invalid
			</button>
		</div>
	);
}
