import { commands, isHelpOpen, lettersWork } from "../keys.ts";
import { closeModal, Modal } from "./modal.tsx";

/** What the keys do. */
export function Help() {
	if (!isHelpOpen.value) return null;
	const close = () => {
		isHelpOpen.value = false;
	};
	return (
		<Modal title="Keys" onClose={close}>
			<dl class="keys">
				{commands.map(({ shown, what }) => (
					<div key={what}>
						<dt>
							{shown.map((key) => (
								<kbd key={key}>{key}</kbd>
							))}
						</dt>
						<dd>{what}</dd>
					</div>
				))}
			</dl>
			<p>
				Shift and a click select a range; Ctrl and a click select one more. A decision on several events is
				undone as one. Drag over the timeline to see a span of time.
			</p>
			<label class="check">
				<input
					type="checkbox"
					checked={lettersWork.value}
					onChange={(event) => (lettersWork.value = event.currentTarget.checked)}
				/>
				Single letters decide
			</label>
			<p>
				Save writes the decisions into the file and nothing else: Amazon Cognito is told by{" "}
				<code>pulumi up</code>.
			</p>
			<div class="closing">
				<button type="button" class="primary" onClick={closeModal}>
					Close
				</button>
			</div>
		</Modal>
	);
}
