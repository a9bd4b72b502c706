/** Icons next to text with the same meaning; none stands alone. */
interface IconProps {
	readonly path: string;
}

function Icon({ path }: IconProps) {
	return (
		<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
			<path d={path} />
		</svg>
	);
}

export function CheckIcon() {
	return <Icon path="M3 8.5l3.2 3.2L13 4.8" />;
}

export function NoteIcon() {
	return <Icon path="M3 3.5h10v7H8l-3 2.5v-2.5H3z" />;
}
