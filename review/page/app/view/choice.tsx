interface ChoiceProps<T extends string> {
	readonly id: string;
	/** The label for screen readers. */
	readonly name: string;
	readonly value: T;
	/** The values and their labels. */
	readonly options: readonly (readonly [value: T, words: string])[];
	readonly class?: string;
	onChoose(value: T): void;
}

/** A choice of one value. */
export function Choice<T extends string>({ id, name, value, options, onChoose, ...rest }: ChoiceProps<T>) {
	return (
		<label class={`field ${rest.class ?? ""}`}>
			<span class="unseen">{name}</span>
			<select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value as T)}>
				{options.map(([each, words]) => (
					<option key={each} value={each}>
						{words}
					</option>
				))}
			</select>
		</label>
	);
}
