import type { ConflictResponse, SavedResponse } from "../../protocol.ts";
import { counted } from "../model/words.ts";
import { report, takeTheirs } from "../saving.ts";
import { useReview } from "./context.ts";
import { Button } from "./controls.tsx";
import { Closing, closeModal, Modal } from "./modal.tsx";

function close(): void {
	report.value = undefined;
}

/** Shows the result of saving. */
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
				<code>{response.path}</code> now has {counted(response.decisions, "decision")}. Changes:
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
				Reloading the file keeps both: your changes are applied on top of those on disk. Nothing is written
				until you save again.
			</p>
			<Closing>
				<Button
					class="primary"
					onClick={(click) => {
						closeModal(click);
						void takeTheirs(review);
					}}
				>
					Reload the file
				</Button>
			</Closing>
		</Modal>
	);
}

const kinds: Readonly<Record<string, string>> = { "+": "added", "-": "removed", "@": "place" };

interface DiffViewProps {
	readonly diff: string;
	readonly label: string;
}

function DiffView({ diff, label }: DiffViewProps) {
	const lines = diff.replace(/\n$/, "").split("\n");
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to with a keyboard too.
		<pre class="diff" role="region" aria-label={label} tabIndex={0}>
			{lines.map((line, index) => (
				<span
					key={index}
					class={/^(---|\+\+\+)/.test(line) && index < 4 ? "file" : (kinds[line[0] ?? ""] ?? "")}
				>
					{line}
					{"\n"}
				</span>
			))}
		</pre>
	);
}
