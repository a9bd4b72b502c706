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
				{answer.decisions.length === 1 ? "decision" : "decisions"}. Changes:
			</p>
			<Diff text={answer.diff} label="Saved changes" />
			<p>
				Commit the file and check it with <code>pulumi preview</code>; <code>pulumi up</code> submits the
				feedback to Amazon Cognito.
			</p>
			<Closing />
		</Modal>
	);
}

function Conflict({ answer }: { readonly answer: ConflictAnswer }) {
	const review = useReview();
	return (
		<Modal title="The file has changed on disk" onClose={close}>
			<p>
				<code>{review.drafts.path.value}</code> changed after this page loaded it. Nothing was overwritten,
				and your decisions are kept.
			</p>
			<h3>Changes on disk</h3>
			<Diff text={answer.theirs} label="Changes on disk" />
			<h3>Your changes</h3>
			<Diff text={answer.ours} label="Your changes" />
			<p>
				Reloading the file keeps both: the changes on disk, with yours on top. Nothing is written until you
				save again.
			</p>
			<div class="closing">
				<button type="button" class="plain" onClick={closeModal}>
					Cancel
				</button>
				<button
					type="button"
					class="primary"
					onClick={(click) => {
						closeModal(click);
						void takeTheirs(review);
					}}
				>
					Reload the file
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
