import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import {
	type Group,
	type Grouping,
	type GroupOrder,
	type GroupPage,
	groupings,
} from "../../../store/page/groupings.ts";
import type { DraftDecision } from "../../protocol.ts";
import { ask } from "../api.ts";
import { counted, countedRisks, dayOf, grouped, lengthOf, riskLabels } from "../model/words.ts";
import { reportProblem } from "../saving.ts";
import { useReview } from "./context.ts";
import { Button, Choice, SortButton } from "./controls.tsx";
import { Closing, closeModal, Modal } from "./modal.tsx";

const perPage = 50;

/** The groups of the list's events: their number, risks, first time and decisions. */
export function Groups({ by }: { readonly by: Grouping }) {
	const review = useReview();
	const page = useSignal<GroupPage | undefined>(undefined);
	const offset = useSignal(0);
	const order = useSignal<GroupOrder>("largest");
	const deciding = useSignal<Group | undefined>(undefined);
	const version = review.version.value;
	const { session } = review.opened;

	useEffect(() => {
		let isOver = false;
		const query = { by, order: order.value, offset: offset.value, limit: perPage };
		review
			.finished()
			.then(() => ask("groups", { session, ...query }))
			.then((found) => {
				if (!isOver) page.value = found;
			}, reportProblem);
		return () => {
			isOver = true;
		};
	}, [by, order.value, offset.value, version]);

	const { total = 0, groups = [] } = page.value ?? {};
	const last = Math.min(total, offset.value + perPage);
	const sorting = (name: string, by: GroupOrder) => {
		const sort = order.value === by ? "descending" : "none";
		return (
			<th scope="col" aria-sort={sort}>
				<SortButton name={name} sort={sort} onSort={() => (order.value = by)} />
			</th>
		);
	};
	return (
		<section class="groups" aria-label="Groups">
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to with a keyboard too. */}
			<div class="grouped" role="region" aria-label={`Events by ${groupingNames[by]}`} tabIndex={0}>
				<table aria-busy={page.value === undefined}>
					<thead>
						<tr>
							<th scope="col">{capitalized(groupingNames[by])}</th>
							{sorting("Events", "largest")}
							{sorting("Risk", "riskiest")}
							<th scope="col">Since</th>
							<th scope="col">Feedback</th>
							<th scope="col">Decision</th>
						</tr>
					</thead>
					<tbody>
						{groups.map((group) => (
							<GroupRow
								key={JSON.stringify(group.key)}
								by={by}
								group={group}
								onDecide={() => (deciding.value = group)}
							/>
						))}
					</tbody>
				</table>
				{page.value !== undefined && total === 0 && <p class="nothing">No events match the filters.</p>}
			</div>
			<nav class="pages" aria-label="Pages of groups">
				<Button disabled={offset.value === 0} onClick={() => (offset.value -= perPage)}>
					Previous
				</Button>
				<span id="groups-shown" role="status">
					{total === 0 ? "0" : `${grouped(offset.value + 1)}–${grouped(last)} of ${grouped(total)}`} groups
				</span>
				<Button disabled={last >= total} onClick={() => (offset.value += perPage)}>
					Next
				</Button>
			</nav>
			{deciding.value && (
				<DecideGroup
					group={deciding.value}
					name={nameOf(deciding.value)}
					by={by}
					onClose={() => (deciding.value = undefined)}
				/>
			)}
		</section>
	);
}

interface GroupRowProps {
	readonly by: Grouping;
	readonly group: Group;
	onDecide(): void;
}

function GroupRow({ by, group, onDecide }: GroupRowProps) {
	const review = useReview();
	const { key, count, first, valid, invalid } = group;
	const name = nameOf(group);
	return (
		<tr>
			<th scope="row">
				<Button class="link" onClick={() => review.openGroup({ by, key }, name)}>
					{name}
				</Button>
			</th>
			<td>{grouped(count)}</td>
			<td class="mix">
				{countedRisks(group.risks).map(([risk, ofRisk]) => (
					<span key={risk} class="badge" data-risk={risk}>
						{riskLabels[risk]} {grouped(ofRisk)}
					</span>
				))}
			</td>
			<td>{first === null ? "Unknown" : dayOf(first)}</td>
			<td>
				{grouped(valid)} Valid, {grouped(invalid)} Invalid, {grouped(count - valid - invalid)} not
			</td>
			<td>
				<Button aria-label={`Decide on all events of ${name}`} onClick={onDecide}>
					Decide…
				</Button>
			</td>
		</tr>
	);
}

function nameOf({ values }: Group): string {
	return values.map((value) => value ?? "unknown").join(" · ");
}

function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

const groupingNames: Readonly<Record<Grouping, string>> = {
	user: "user",
	address: "address",
	network: "network",
	device: "device",
	country: "country",
	client: "app client",
	identity: "user + device + network",
};

/** Shows groups of events instead of events. */
export function GroupingChoice() {
	const review = useReview();
	return (
		<Choice<Grouping | "">
			id="grouping"
			name="Groups"
			value={review.grouping.value ?? ""}
			options={[["", "Not grouped"], ...groupings.map((by) => [by, `By ${groupingNames[by]}`] as const)]}
			onChoose={(by) => (review.grouping.value = by || undefined)}
		/>
	);
}

interface DecideGroupProps {
	readonly by: Grouping;
	readonly group: Group;
	readonly name: string;
	onClose(): void;
}

/** From this number of decisions on, the dialog shows how long applying them takes. */
const many = 1_000;

/** Asks for one decision and one note for all events of a group. */
function DecideGroup({ by, group: { key, count }, name, onClose }: DecideGroupProps) {
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
				<Button class="primary" onClick={decide("Valid")}>
					All Valid
				</Button>
				<Button class="primary" onClick={decide("Invalid")}>
					All Invalid
				</Button>
			</Closing>
		</Modal>
	);
}
