import type { Signal } from "@preact/signals";
import type { ComponentChildren, ComponentProps } from "preact";
import type { DraftDecision, PageRow } from "../../protocol.ts";
import { riskLabels } from "../model/words.ts";

/** A button, which never submits a form. */
export function Button({ class: look = "plain", ...rest }: ComponentProps<"button">) {
	return <button type="button" class={look} {...rest} />;
}

interface FoldProps {
	readonly isOpen: Signal<boolean>;
	/** The labels when folded and when open. */
	readonly words: readonly [folded: string, open: string];
}

/** A part of the page that folds on small screens; elsewhere the style sheet hides its button. */
export function Fold({ isOpen, words: [folded, open] }: FoldProps) {
	return (
		<Button class="plain fold" aria-expanded={isOpen.value} onClick={() => (isOpen.value = !isOpen.value)}>
			{isOpen.value ? open : folded}
		</Button>
	);
}

interface SortButtonProps {
	readonly name: string;
	/** How the list is sorted by this column. */
	readonly sort: "ascending" | "descending" | "none";
	onSort(): void;
}

/** The header of a sortable column. */
export function SortButton({ name, sort, onSort }: SortButtonProps) {
	return (
		<Button class="sort" onClick={onSort}>
			{name}
			<span class="arrow" aria-hidden="true">
				{{ ascending: "↑", descending: "↓", none: "" }[sort]}
			</span>
		</Button>
	);
}

interface ChipProps {
	readonly children: ComponentChildren;
	/** What removing the filter does, for screen readers. */
	readonly what: string;
	onRemove(): void;
}

/** A filter that can be removed. */
export function Chip({ children, what, onRemove }: ChipProps) {
	return (
		<Button class="chip" onClick={onRemove}>
			{children} <span class="unseen">{what}</span>
			<span aria-hidden="true">×</span>
		</Button>
	);
}

interface ChoiceProps<T extends string> {
	readonly id: string;
	/** The label for screen readers. */
	readonly name: string;
	readonly value: T;
	/** The values and their labels. */
	readonly options: readonly (readonly [value: T, words: string])[];
	readonly class?: string;
	onChoose(value: T): void;
}

/** A choice of one value. */
export function Choice<T extends string>({ id, name, value, options, onChoose, ...rest }: ChoiceProps<T>) {
	return (
		<label class={`field ${rest.class ?? ""}`}>
			<span class="unseen">{name}</span>
			<select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value as T)}>
				{options.map(([each, words]) => (
					<option key={each} value={each}>
						{words}
					</option>
				))}
			</select>
		</label>
	);
}

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

/** The rating of an event, as a color and in words. */
export function RiskBadge({ event: { risk, riskLevel, riskDecision } }: { readonly event: PageRow }) {
	const label = risk === "other" ? (riskLevel ?? riskDecision ?? riskLabels[risk]) : risk && riskLabels[risk];
	return (
		<span class="badge" data-risk={risk ?? "hidden"}>
			{label ?? "Hidden"}
		</span>
	);
}

const iconPaths = { check: "M3 8.5l3.2 3.2L13 4.8", note: "M3 3.5h10v7H8l-3 2.5v-2.5H3z" } as const;

/** An icon next to text with the same meaning; none stands alone. */
export function Icon({ name }: { readonly name: keyof typeof iconPaths }) {
	return (
		<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
			<path d={iconPaths[name]} />
		</svg>
	);
}
