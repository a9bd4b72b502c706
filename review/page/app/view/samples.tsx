import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { PageSample } from "../../protocol.ts";
import { grouped, momentOf } from "../model/words.ts";
import { useReview } from "./context.ts";
import { Button, Choice } from "./controls.tsx";
import { Closing, closeModal, Modal } from "./modal.tsx";

const usualSize = 100;

/** Draws random samples of events, and shows existing ones. */
export function SampleControls() {
	const review = useReview();
	const isOpen = useSignal(false);
	const { samples } = review.state.value;
	const { sample } = review.spec.value.filter;
	return (
		<>
			{samples.length > 0 && (
				<Choice
					id="sample"
					name="Sample"
					value={sample ?? ""}
					options={[["", "All events"], ...samples.map((each) => [each.id, nameOf(each)] as const)]}
					onChoose={(id) => review.openSample(id || undefined)}
				/>
			)}
			{sample === undefined && (
				<Button disabled={review.total.value === 0} onClick={() => (isOpen.value = true)}>
					Sample…
				</Button>
			)}
			{isOpen.value && <Draw onClose={() => (isOpen.value = false)} />}
		</>
	);
}

function Draw({ onClose }: { onClose(): void }) {
	const review = useReview();
	const size = useRef<HTMLInputElement>(null);
	const blind = useRef<HTMLInputElement>(null);
	const total = review.total.value;
	return (
		<Modal title="Review a sample" onClose={onClose}>
			<p>
				Each of these {grouped(total)} events is equally likely to be drawn. Save records the sample in the
				file, so that reports can estimate the quality of the ratings from it.
			</p>
			<label class="check">
				Events
				<input
					ref={size}
					id="sample-size"
					type="number"
					min={1}
					max={Math.min(total, 50_000)}
					defaultValue={String(Math.min(usualSize, total))}
				/>
			</label>
			<label class="check">
				<input ref={blind} id="sample-blind" type="checkbox" defaultChecked={review.opened.blind} />
				Blind: hide risk and earlier feedback until there is a decision
			</label>
			<Closing>
				<Button
					class="primary"
					onClick={(click) => {
						if (!size.current?.reportValidity()) return;
						review.draw(Number(size.current.value), blind.current?.checked ?? false);
						closeModal(click);
					}}
				>
					Draw
				</Button>
			</Closing>
		</Modal>
	);
}

function nameOf({ size, decided, drawn, isBlind }: PageSample): string {
	return `${isBlind ? "Blind sample" : "Sample"} of ${grouped(size)}, ${momentOf(Date.parse(drawn))}, ${grouped(decided)} decided`;
}
