import { useComputed, useSignal } from "@preact/signals";
import { type Filter, isFiltering } from "../model/filter.ts";
import { grouped } from "../model/grouped.ts";
import { type Risk, riskLabel, risks } from "../model/risk.ts";
import { momentOf } from "../model/time.ts";
import { useReview } from "./context.ts";
import { Fold } from "./fold.tsx";

/** What to show of the events. */
export function Filters() {
	const { list, values } = useReview();
	const filter = list.filter.value;
	const isOpen = useSignal(false);
	const set = (part: Partial<Filter>) => list.narrow(part);
	const present = useComputed(() => countRisks(list.events));
	const shown = list.visible.value.length;
	return (
		<section class="filters" aria-label="Filters" data-open={isOpen}>
			<Fold isOpen={isOpen} words={["Filters", "Filters"]} />
			<div class="fields">
				<fieldset class="risks">
					<legend class="unseen">Risk</legend>
					{risks
						.filter((risk) => present.value.has(risk))
						.map((risk) => (
							<RiskToggle
								key={risk}
								risk={risk}
								count={present.value.get(risk) ?? 0}
								isOn={filter.risks.has(risk)}
								onToggle={() => set({ risks: toggled(filter.risks, risk) })}
							/>
						))}
				</fieldset>
				<label class="field">
					<span class="unseen">User</span>
					<input
						id="filter-user"
						type="search"
						placeholder="User"
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
					values={values.country}
					onChoose={(country) => set({ country })}
				/>
				<Choice
					id="filter-type"
					name="Type"
					all="All types"
					value={filter.type}
					values={values.type}
					onChoose={(type) => set({ type })}
				/>
				<label class="check">
					<input
						id="filter-unreviewed"
						type="checkbox"
						checked={filter.unreviewed}
						onChange={(event) => set({ unreviewed: event.currentTarget.checked })}
					/>
					Unreviewed
				</label>
				<SpanChip />
				{(isFiltering(filter) || list.span.value) && (
					<button type="button" class="plain" onClick={() => list.showAll()}>
						Show all
					</button>
				)}
			</div>
			<p class="shown" id="shown" role="status">
				{grouped(shown)}
				{shown === list.events.length ? "" : ` of ${grouped(list.events.length)}`} events
			</p>
		</section>
	);
}

function SpanChip() {
	const { list } = useReview();
	const span = list.span.value;
	if (span === undefined) return null;
	return (
		<button
			type="button"
			class="chip"
			aria-label="Show all times"
			onClick={() => (list.span.value = undefined)}
		>
			{momentOf(span.from)} – {momentOf(span.to)} UTC <span aria-hidden="true">×</span>
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

function toggled(set: ReadonlySet<Risk>, risk: Risk): ReadonlySet<Risk> {
	const copy = new Set(set);
	if (!copy.delete(risk)) copy.add(risk);
	return copy;
}

function countRisks(events: readonly { readonly risk: Risk }[]): ReadonlyMap<Risk, number> {
	const counts = new Map<Risk, number>();
	for (const { risk } of events) counts.set(risk, (counts.get(risk) ?? 0) + 1);
	return counts;
}
