import { commands, isHelpOpen, labelOf, lettersWork } from "../keys.ts";
import { useReview } from "./context.ts";
import { Button } from "./controls.tsx";
import { Closing, Modal } from "./modal.tsx";

export function Help() {
	if (!isHelpOpen.value) return null;
	return (
		<Modal title="Keys" onClose={() => (isHelpOpen.value = false)}>
			<dl class="keys">
				{commands.map(({ keys, what }) => (
					<div key={what}>
						<dt>
							{keys.map((key) => (
								<kbd key={key}>{labelOf(key)}</kbd>
							))}
						</dt>
						<dd>{what}</dd>
					</div>
				))}
			</dl>
			<p>
				Shift-click selects a range; Ctrl-click adds one event. Undo reverts a decision on several events in
				one step. Drag over the timeline to filter by time.
			</p>
			<label class="check">
				<input
					type="checkbox"
					checked={lettersWork.value}
					onChange={(event) => (lettersWork.value = event.currentTarget.checked)}
				/>
				Single-letter shortcuts
			</label>
			<p>
				Save only writes the decisions file; <code>pulumi up</code> submits the feedback to Amazon Cognito.
			</p>
			<Closing />
		</Modal>
	);
}

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
				<Button class="thumb valid" onClick={() => review.decide("Valid")}>
					Valid
				</Button>
				<Button class="thumb invalid" onClick={() => review.decide("Invalid")}>
					Invalid
				</Button>
				<Button class="thumb" onClick={() => review.skip()}>
					Skip
				</Button>
				<Button class="thumb" disabled={!review.state.value.canUndo} onClick={() => review.undo()}>
					Undo
				</Button>
				<Button class="thumb" onClick={() => (isHelpOpen.value = true)}>
					Help
				</Button>
			</div>
		</footer>
	);
}
