import { commands, isHelpOpen, labelOf, lettersWork } from "../keys.ts";
import { Closing, Modal } from "./modal.tsx";

export function Help() {
	if (!isHelpOpen.value) return null;
	const close = () => {
		isHelpOpen.value = false;
	};
	return (
		<Modal title="Keys" onClose={close}>
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
