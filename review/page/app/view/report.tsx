import { useEffect, useRef } from "preact/hooks";
import { grouped } from "../model/words.ts";
import { closeReport, shownReport } from "../reporting.ts";
import { useReview } from "./context.ts";
import { Button } from "./controls.tsx";

/** The report, shown instead of the events: a separate document in a frame, with a button to go back. */
export function ReportView() {
	const { changed } = useReview().state.value.counts;
	const back = useRef<HTMLButtonElement>(null);
	const address = shownReport.value?.address;
	useEffect(() => back.current?.focus(), []);
	return (
		<section class="report" aria-label="Report" aria-busy={address === undefined}>
			<div class="bar">
				<Button ref={back} onClick={closeReport}>
					<span aria-hidden="true">←</span> Back to the events
				</Button>
				{changed > 0 && (
					<p>
						{grouped(changed)} unsaved {changed === 1 ? "decision is" : "decisions are"} not part of it.
					</p>
				)}
			</div>
			{address === undefined ? (
				<p class="making" role="status">
					Generating the report. With millions of events this takes some seconds…
				</p>
			) : (
				<iframe title="Report" src={address} onLoad={({ currentTarget }) => leaveByEscape(currentTarget)} />
			)}
		</section>
	);
}

/** The page does not receive keys that are pressed in the frame. */
function leaveByEscape({ contentDocument }: HTMLIFrameElement): void {
	contentDocument?.addEventListener("keydown", ({ key }) => {
		if (key === "Escape") closeReport();
	});
}
