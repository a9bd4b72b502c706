interface SortButtonProps {
	readonly name: string;
	/** How the list is sorted by this column. */
	readonly sort: "ascending" | "descending" | "none";
	onSort(): void;
}

/** The header of a sortable column. */
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
