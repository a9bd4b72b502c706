import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Group, Grouping, GroupOrder, GroupPage } from "../../../store/page/groupings.ts";
import { ask } from "../api.ts";
import { grouped } from "../model/grouped.ts";
import { riskLabels, risks } from "../model/risk.ts";
import { dayOf } from "../model/time.ts";
import { reportProblem } from "../saving.ts";
import { useReview } from "./context.ts";
import { DecideGroup } from "./decideGroup.tsx";
import { groupingNames } from "./groupingChoice.tsx";
import { SortButton } from "./sortButton.tsx";

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
				<button
					type="button"
					class="plain"
					disabled={offset.value === 0}
					onClick={() => (offset.value -= perPage)}
				>
					Previous
				</button>
				<span id="groups-shown" role="status">
					{total === 0 ? "0" : `${grouped(offset.value + 1)}–${grouped(last)} of ${grouped(total)}`} groups
				</span>
				<button
					type="button"
					class="plain"
					disabled={last >= total}
					onClick={() => (offset.value += perPage)}
				>
					Next
				</button>
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
				<button type="button" class="link" onClick={() => review.openGroup({ by, key }, name)}>
					{name}
				</button>
			</th>
			<td>{grouped(count)}</td>
			<td class="mix">
				{risks.map((risk, rank) => {
					const ofRisk = group.risks[rank] ?? 0;
					return ofRisk === 0 ? null : (
						<span key={risk} class="badge" data-risk={risk}>
							{riskLabels[risk]} {grouped(ofRisk)}
						</span>
					);
				})}
			</td>
			<td>{first === null ? "Unknown" : dayOf(first)}</td>
			<td>
				{grouped(valid)} Valid, {grouped(invalid)} Invalid, {grouped(count - valid - invalid)} not
			</td>
			<td>
				<button type="button" class="plain" aria-label={`Decide on all events of ${name}`} onClick={onDecide}>
					Decide…
				</button>
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
