import type { Signal } from "@preact/signals";

interface FoldProps {
	readonly isOpen: Signal<boolean>;
	/** The labels when folded and when open. */
	readonly words: readonly [folded: string, open: string];
}

/** A part of the page that folds on small screens; elsewhere the style sheet hides its button. */
export function Fold({ isOpen, words: [folded, open] }: FoldProps) {
	return (
		<button
			type="button"
			class="plain fold"
			aria-expanded={isOpen.value}
			onClick={() => (isOpen.value = !isOpen.value)}
		>
			{isOpen.value ? open : folded}
		</button>
	);
}
