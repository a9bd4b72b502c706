import type { ConflictResponse, SavedResponse } from "../../protocol.ts";
import { grouped } from "../model/grouped.ts";
import { report, takeTheirs } from "../saving.ts";
import { useReview } from "./context.ts";
import { DiffView } from "./diff.tsx";
import { closeModal, Modal } from "./modal.tsx";

function close(): void {
	report.value = undefined;
}

/** How saving ended. */
export function Reports() {
	const current = report.value;
	switch (current?.kind) {
		case "saved":
			return <Saved response={current.response} />;
		case "conflict":
			return <Conflict response={current.response} />;
		case "problem":
			return (
				<Modal title={current.title} onClose={close}>
					<p class="problem">{current.text}</p>
					<Closing />
				</Modal>
			);
		default:
			return null;
	}
}

function Saved({ response }: { readonly response: SavedResponse }) {
	return (
		<Modal title="Saved" onClose={close}>
			<p>
				<code>{response.path}</code> now has {grouped(response.decisions)}{" "}
				{response.decisions === 1 ? "decision" : "decisions"}. Changes:
			</p>
			<DiffView diff={response.diff} label="Saved changes" />
			<p>
				Commit the file and check it with <code>pulumi preview</code>; <code>pulumi up</code> submits the
				feedback to Amazon Cognito.
			</p>
			<Closing />
		</Modal>
	);
}

function Conflict({ response }: { readonly response: ConflictResponse }) {
	const review = useReview();
	return (
		<Modal title="The file has changed on disk" onClose={close}>
			<p>
				<code>{review.state.value.path}</code> changed after this page loaded it. Nothing was overwritten, and
				your decisions are kept.
			</p>
			<h3>Changes on disk</h3>
			<DiffView diff={response.theirs} label="Changes on disk" />
			<h3>Your changes</h3>
			<DiffView diff={response.ours} label="Your changes" />
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
