import type { Signal } from "@preact/signals";

interface FoldProps {
	readonly isOpen: Signal<boolean>;
	/** Its label when folded, and when open. */
	readonly words: readonly [folded: string, open: string];
}

/** Folds a part of the page and opens it, where the screen is small: the style sheet hides the button elsewhere. */
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
