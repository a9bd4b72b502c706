import { useRef } from "preact/hooks";
import type { Group, Grouping } from "../../../store/page/groupings.ts";
import type { DraftDecision } from "../../protocol.ts";
import { counted } from "../model/grouped.ts";
import { lengthOf } from "../model/time.ts";
import { useReview } from "./context.ts";
import { Closing, closeModal, Modal } from "./modal.tsx";

interface DecideGroupProps {
	readonly by: Grouping;
	readonly group: Group;
	readonly name: string;
	onClose(): void;
}

/** From this number of decisions on, the dialog shows how long applying them takes. */
const many = 1_000;

/** Asks for one decision and one note for all events of a group. */
export function DecideGroup({ by, group: { key, count }, name, onClose }: DecideGroupProps) {
	const review = useReview();
	const note = useRef<HTMLTextAreaElement>(null);
	const { feedbackPerSecond } = review.opened;
	const events = counted(count, "event");
	const decide =
		(value: NonNullable<DraftDecision["value"]>) => (click: { readonly currentTarget: Element }) => {
			review.decideGroup({ by, key }, value, note.current?.value ?? "");
			closeModal(click);
		};
	return (
		<Modal title={`Decide on ${events}`} onClose={onClose}>
			<p>
				All events of <strong class="name">{name}</strong> that match the filters get this decision and note,
				which replace earlier ones. Undo reverts them in one step.
			</p>
			{count > many && (
				<p class="problem" id="how-long">
					Applying {events} takes {lengthOf(count / feedbackPerSecond)} at {feedbackPerSecond} a second.
				</p>
			)}
			<label class="note">
				<span>Note</span>
				<textarea ref={note} id="group-note" rows={2} placeholder="Reason for the decision" />
			</label>
			<Closing>
				<button type="button" class="primary" onClick={decide("Valid")}>
					All Valid
				</button>
				<button type="button" class="primary" onClick={decide("Invalid")}>
					All Invalid
				</button>
			</Closing>
		</Modal>
	);
}
