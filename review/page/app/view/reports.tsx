import type { ConflictAnswer, SavedAnswer } from "../../protocol.ts";
import { grouped } from "../model/grouped.ts";
import { report, takeTheirs } from "../saving.ts";
import { useReview } from "./context.ts";
import { Diff } from "./diff.tsx";
import { closeModal, Modal } from "./modal.tsx";

function close(): void {
	report.value = undefined;
}

/** How saving ended. */
export function Reports() {
	const told = report.value;
	switch (told?.kind) {
		case "saved":
			return <Saved answer={told.answer} />;
		case "conflict":
			return <Conflict answer={told.answer} />;
		case "problem":
			return (
				<Modal title="Nothing was saved" onClose={close}>
					<p class="problem">{told.text}</p>
					<Closing />
				</Modal>
			);
		default:
			return null;
	}
}

function Saved({ answer }: { readonly answer: SavedAnswer }) {
	return (
		<Modal title="Saved" onClose={close}>
			<p>
				<code>{answer.path}</code> now has {grouped(answer.decisions.length)}{" "}
				{answer.decisions.length === 1 ? "decision" : "decisions"}. This is what changed in it:
			</p>
			<Diff text={answer.diff} label="What was written" />
			<p>
				Commit it, and let <code>pulumi preview</code> show it. <code>pulumi up</code> tells Amazon Cognito.
			</p>
			<Closing />
		</Modal>
	);
}

function Conflict({ answer }: { readonly answer: ConflictAnswer }) {
	const review = useReview();
	return (
		<Modal title="The file has changed meanwhile" onClose={close}>
			<p>
				Somebody or something else has written <code>{review.drafts.path.value}</code> since this page read
				it. Nothing was overwritten, and nothing of yours is lost.
			</p>
			<h3>What has changed in the file</h3>
			<Diff text={answer.theirs} label="What has changed in the file" />
			<h3>What you wanted to save</h3>
			<Diff text={answer.ours} label="What you wanted to save" />
			<p>
				Reading the file again keeps both: its changes, and yours on top where they are on the same event.
				Nothing is written until you save again.
			</p>
			<div class="closing">
				<button type="button" class="plain" onClick={closeModal}>
					Not now
				</button>
				<button
					type="button"
					class="primary"
					onClick={(click) => {
						closeModal(click);
						void takeTheirs(review);
					}}
				>
					Read the file again
				</button>
			</div>
		</Modal>
	);
}

function Closing() {
	return (
		<div class="closing">
			<button type="button" class="primary" onClick={closeModal}>
				Close
			</button>
		</div>
	);
}
