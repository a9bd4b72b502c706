interface SortButtonProps {
	readonly name: string;
	/** How the list is sorted by this. */
	readonly sort: "ascending" | "descending" | "none";
	onSort(): void;
}

/** The head of a column that sorts. */
export function SortButton({ name, sort, onSort }: SortButtonProps) {
	return (
		<button type="button" class="sort" onClick={onSort}>
			{name}
			<span class="arrow" aria-hidden="true">
				{{ ascending: "↑", descending: "↓", none: "" }[sort]}
			</span>
		</button>
	);
}
