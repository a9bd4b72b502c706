import { isHelpOpen } from "../keys.ts";
import { grouped } from "../model/words.ts";
import { closeReport, openReport, shownReport } from "../reporting.ts";
import { isSaving, saveChanges } from "../saving.ts";
import { useReview } from "./context.ts";
import { Button, Icon } from "./controls.tsx";

/** The pool, the numbers of undecided, changed and saved events, and the button to save. */
export function Header() {
	const review = useReview();
	const { userPoolId, hasReport } = review.opened;
	const isReporting = shownReport.value !== undefined;
	const { path, counts, canSave, canUndo } = review.state.value;
	const { undecided, changed, saved, elsewhere } = counts;
	document.title = `${changed > 0 ? `(${changed}) ` : ""}Review – ${userPoolId}`;
	return (
		<header class="top">
			<div class="title">
				<h1>Review</h1>
				<p class="subtitle">
					<span>{userPoolId}</span>{" "}
					<span class="path" title={path}>
						{path.split(/[\\/]/).at(-1)}
					</span>
				</p>
			</div>
			<dl class="counts">
				<Count name="undecided" count={undecided} />
				<Count name="changed" count={changed} isLoud={changed > 0} />
				<Count
					name="saved"
					count={saved}
					title={
						elsewhere > 0
							? `The file has ${elsewhere} more decisions on events that are not listed here. They stay unchanged.`
							: undefined
					}
				/>
			</dl>
			<div class="actions">
				{hasReport && (
					<Button
						class="plain always"
						aria-pressed={isReporting}
						onClick={() => (isReporting ? closeReport() : void openReport(review))}
					>
						Report
					</Button>
				)}
				<Button disabled={!canUndo || isReporting} onClick={() => review.undo()}>
					Undo
				</Button>
				<Button
					class="primary"
					disabled={!canSave || isSaving.value}
					onClick={() => void saveChanges(review)}
				>
					<Icon name="check" /> {isSaving.value ? "Saving…" : "Save"}
				</Button>
				<Button
					class="plain round"
					aria-label="Help: keyboard shortcuts"
					onClick={() => (isHelpOpen.value = true)}
				>
					?
				</Button>
			</div>
		</header>
	);
}

interface CountProps {
	readonly name: string;
	readonly count: number;
	readonly isLoud?: boolean;
	readonly title?: string | undefined;
}

function Count({ name, count, isLoud = false, title }: CountProps) {
	return (
		<div class={isLoud ? "count loud" : "count"} title={title}>
			<dt>{name}</dt>
			<dd id={`count-${name}`}>{grouped(count)}</dd>
		</div>
	);
}
