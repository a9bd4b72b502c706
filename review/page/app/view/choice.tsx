interface ChoiceProps<T extends string> {
	readonly id: string;
	/** Its label, for who hears the page. */
	readonly name: string;
	readonly value: T;
	/** The values, with the words for each. */
	readonly options: readonly (readonly [value: T, words: string])[];
	readonly class?: string;
	onChoose(value: T): void;
}

/** Chooses one of some values. */
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
