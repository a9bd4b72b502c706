import { useSignal } from "@preact/signals";
import type { PageFilter } from "../../../store/page/filter.ts";
import type { Risk } from "../../../store/page/risk.ts";
import type { SortOrder } from "../../../store/page/view.ts";
import { noFilter } from "../../protocol.ts";
import { momentOfBin } from "../model/timeline.ts";
import { countedRisks, grouped, momentOf, riskLabels } from "../model/words.ts";
import { useReview } from "./context.ts";
import { Button, Chip, Choice, Fold } from "./controls.tsx";
import { GroupingChoice } from "./groups.tsx";
import { SampleControls } from "./samples.tsx";

export function Filters() {
	const review = useReview();
	const { opened } = review;
	const { filter, bins } = review.spec.value;
	const isOpen = useSignal(false);
	const set = (part: Partial<PageFilter>) => review.narrow(part);
	const shown = review.total.value;
	const { isBlind } = review;
	const isFiltering = bins !== undefined || JSON.stringify(filter) !== JSON.stringify(noFilter);
	return (
		<section class="filters" aria-label="Filters" data-open={isOpen}>
			<Fold isOpen={isOpen} words={["Filters", "Filters"]} />
			<div class="fields">
				{!isBlind && (
					<fieldset class="risks">
						<legend class="unseen">Risk</legend>
						{countedRisks(opened.risks).map(([risk, count]) => (
							<Button
								key={risk}
								class="toggle"
								data-risk={risk}
								aria-pressed={filter.risks.includes(risk)}
								onClick={() => set({ risks: toggled(filter.risks, risk) })}
							>
								<span class="dot" aria-hidden="true" />
								{riskLabels[risk]} <span class="number">{grouped(count)}</span>
							</Button>
						))}
					</fieldset>
				)}
				<label class="field">
					<span class="unseen">User or address</span>
					<input
						id="filter-user"
						type="search"
						placeholder="User or address"
						autocomplete="off"
						spellcheck={false}
						value={filter.user}
						onInput={(event) => set({ user: event.currentTarget.value })}
					/>
				</label>
				<Choice
					id="filter-country"
					name="Country"
					value={filter.country}
					options={[["", "All countries"], ...pairs(opened.values.country)]}
					onChoose={(country) => set({ country })}
				/>
				<Choice
					id="filter-type"
					name="Type"
					value={filter.type}
					options={[["", "All types"], ...pairs(opened.values.type)]}
					onChoose={(type) => set({ type })}
				/>
				{!isBlind && opened.hasStatements && (
					<Choice
						id="filter-says"
						name="The user says"
						value={filter.says}
						options={saysOptions}
						onChoose={(says) => set({ says })}
					/>
				)}
				{!isBlind && (
					<label class="check">
						<input
							id="filter-unreviewed"
							type="checkbox"
							checked={filter.unreviewed}
							onChange={(event) => set({ unreviewed: event.currentTarget.checked })}
						/>
						Unreviewed
					</label>
				)}
				<OrderChoice />
				{!isBlind && <GroupingChoice />}
				<SampleControls />
				<SpanChip />
				{filter.group && (
					<Chip what="Show all groups" onRemove={() => review.leaveGroup()}>
						{review.groupName}
					</Chip>
				)}
				{isFiltering && <Button onClick={() => review.showAll()}>Show all</Button>}
			</div>
			<p class="shown" id="shown" role="status">
				{grouped(shown)}
				{shown === opened.count ? "" : ` of ${grouped(opened.count)}`} events
			</p>
		</section>
	);
}

function SpanChip() {
	const review = useReview();
	const { bins } = review.spec.value;
	const { scale } = review.opened;
	if (bins === undefined || scale === undefined) return null;
	const [from, to] = [momentOfBin(scale, bins[0]), momentOfBin(scale, bins[1] + 1)];
	return (
		<Chip what="Show all times" onRemove={() => review.brush(undefined)}>
			{momentOf(from)} – {momentOf(to)} UTC
		</Chip>
	);
}

const orders: readonly (readonly [SortOrder, string])[] = [
	["riskiest", "Highest risk first"],
	["newest", "Newest first"],
	["oldest", "Oldest first"],
	["user", "By user"],
	["not-me", "Denied by the user first"],
];

/** Replaces the sorting of the table's header, for which a phone has no room. */
function OrderChoice() {
	const review = useReview();
	const offered = orders.filter(([order]) => {
		if (order === "not-me") return review.opened.hasStatements && !review.isBlind;
		return order !== "riskiest" || !review.isBlind;
	});
	return (
		<Choice
			id="order"
			class="on-phone"
			name="Order"
			value={review.spec.value.order}
			options={offered}
			onChoose={(order) => review.sort(order)}
		/>
	);
}

function toggled(chosen: readonly Risk[], risk: Risk): readonly Risk[] {
	return chosen.includes(risk) ? chosen.filter((each) => each !== risk) : [...chosen, risk];
}

function pairs(values: readonly string[]) {
	return values.map((value) => [value, value] as const);
}

const saysOptions: readonly (readonly [PageFilter["says"], string])[] = [
	["", "Whatever users say"],
	["not-me", "User says: not me"],
	["me", "User says: me"],
	["anything", "User says anything"],
];
