import { commands, isHelpOpen, labelOf, lettersWork } from "../keys.ts";
import { useReview } from "./context.ts";

const hintedKeys = ["v", "i", "s", "u", "n", "x", "?"];

/** The most important keys on a wide screen, and buttons for the same commands on a touch screen. */
export function KeyHints() {
	const review = useReview();
	const hints = commands.filter(({ keys: [first = ""] }) => hintedKeys.includes(first));
	return (
		<footer class="bottom">
			<p class="hints" aria-hidden="true">
				{lettersWork.value &&
					hints.map(({ keys: [first = ""], what }) => (
						<span key={first}>
							<kbd>{labelOf(first)}</kbd> {what.split(/[:(]/)[0]}
						</span>
					))}
			</p>
			<div class="thumbs">
				<button type="button" class="thumb valid" onClick={() => review.decide("Valid")}>
					Valid
				</button>
				<button type="button" class="thumb invalid" onClick={() => review.decide("Invalid")}>
					Invalid
				</button>
				<button type="button" class="thumb" onClick={() => review.skip()}>
					Skip
				</button>
				<button
					type="button"
					class="thumb"
					disabled={!review.state.value.canUndo}
					onClick={() => review.undo()}
				>
					Undo
				</button>
				<button type="button" class="thumb" onClick={() => (isHelpOpen.value = true)}>
					Help
				</button>
			</div>
		</footer>
	);
}
