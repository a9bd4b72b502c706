import { useSignal } from "@preact/signals";
import type { PageFilter } from "../../../store/page/filter.ts";
import type { SortOrder } from "../../../store/page/view.ts";
import { noFilter } from "../../protocol.ts";
import { grouped } from "../model/grouped.ts";
import { type Risk, riskLabel, risks } from "../model/risk.ts";
import { momentOf } from "../model/time.ts";
import { momentOfBin } from "../model/timeline.ts";
import { useReview } from "./context.ts";
import { Fold } from "./fold.tsx";
import { GroupingChoice } from "./groupingChoice.tsx";
import { SampleControls } from "./samples.tsx";

type UserSays = Exclude<PageFilter["says"], "">;

/** What to show of the events. */
export function Filters() {
	const review = useReview();
	const { opened } = review;
	const { filter, bins } = review.spec.value;
	const isOpen = useSignal(false);
	const set = (part: Partial<PageFilter>) => review.narrow(part);
	const shown = review.total.value;
	const isBlind = review.isBlind;
	const isFiltering = bins !== undefined || JSON.stringify(filter) !== JSON.stringify(noFilter);
	return (
		<section class="filters" aria-label="Filters" data-open={isOpen}>
			<Fold isOpen={isOpen} words={["Filters", "Filters"]} />
			<div class="fields">
				{!isBlind && (
					<fieldset class="risks">
						<legend class="unseen">Risk</legend>
						{risks.map((risk, rank) => {
							const count = opened.risks[rank] ?? 0;
							if (count === 0) return null;
							const isOn = filter.risks.includes(risk);
							return (
								<RiskToggle
									key={risk}
									risk={risk}
									count={count}
									isOn={isOn}
									onToggle={() => set({ risks: toggled(filter.risks, risk) })}
								/>
							);
						})}
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
					all="All countries"
					value={filter.country}
					values={opened.values.country}
					onChoose={(country) => set({ country })}
				/>
				<Choice
					id="filter-type"
					name="Type"
					all="All types"
					value={filter.type}
					values={opened.values.type}
					onChoose={(type) => set({ type })}
				/>
				{!isBlind && opened.hasStatements && (
					<Choice
						id="filter-says"
						name="The user says"
						all="Whatever users say"
						value={filter.says === "" ? "" : saysWords[filter.says]}
						values={Object.values(saysWords)}
						onChoose={(words) => set({ says: saysOf(words) })}
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
					<button type="button" class="chip" onClick={() => review.leaveGroup()}>
						{review.groupName} <span class="unseen">Show all groups</span>
						<span aria-hidden="true">×</span>
					</button>
				)}
				{isFiltering && (
					<button type="button" class="plain" onClick={() => review.showAll()}>
						Show all
					</button>
				)}
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
		<button type="button" class="chip" onClick={() => review.brush(undefined)}>
			{momentOf(from)} – {momentOf(to)} UTC <span class="unseen">Show all times</span>
			<span aria-hidden="true">×</span>
		</button>
	);
}

interface RiskToggleProps {
	readonly risk: Risk;
	readonly count: number;
	readonly isOn: boolean;
	onToggle(): void;
}

function RiskToggle({ risk, count, isOn, onToggle }: RiskToggleProps) {
	return (
		<button type="button" class="toggle" data-risk={risk} aria-pressed={isOn} onClick={onToggle}>
			<span class="dot" aria-hidden="true" />
			{riskLabel(risk)} <span class="number">{grouped(count)}</span>
		</button>
	);
}

interface ChoiceProps {
	readonly id: string;
	readonly name: string;
	readonly all: string;
	readonly value: string;
	readonly values: readonly string[];
	onChoose(value: string): void;
}

function Choice({ id, name, all, value, values, onChoose }: ChoiceProps) {
	return (
		<label class="field">
			<span class="unseen">{name}</span>
			<select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
				<option value="">{all}</option>
				{values.map((each) => (
					<option key={each} value={each}>
						{each}
					</option>
				))}
			</select>
		</label>
	);
}

const orderWords: Readonly<Record<SortOrder, string>> = {
	riskiest: "Highest risk first",
	newest: "Newest first",
	oldest: "Oldest first",
	user: "By user",
	"not-me": "Denied by the user first",
};

/** What the head of the table does, where a phone has no room for it. */
function OrderChoice() {
	const review = useReview();
	const isOffered = (order: SortOrder) =>
		order === "riskiest"
			? !review.isBlind
			: order !== "not-me" || (review.opened.hasStatements && !review.isBlind);
	return (
		<label class="field on-phone">
			<span class="unseen">Order</span>
			<select
				id="order"
				value={review.spec.value.order}
				onChange={(event) => review.sort(event.currentTarget.value as SortOrder)}
			>
				{Object.entries(orderWords).map(
					([order, words]) =>
						isOffered(order as SortOrder) && (
							<option key={order} value={order}>
								{words}
							</option>
						),
				)}
			</select>
		</label>
	);
}

function toggled(chosen: readonly Risk[], risk: Risk): readonly Risk[] {
	return chosen.includes(risk) ? chosen.filter((each) => each !== risk) : [...chosen, risk];
}

const saysWords: Readonly<Record<UserSays, string>> = {
	"not-me": "User says: not me",
	me: "User says: me",
	anything: "User says anything",
};

function saysOf(words: string): UserSays | "" {
	const found = Object.entries(saysWords).find(([, each]) => each === words);
	return (found?.[0] as UserSays | undefined) ?? "";
}
