const kinds: Readonly<Record<string, string>> = { "+": "added", "-": "removed", "@": "place" };

interface DiffViewProps {
	readonly diff: string;
	readonly label: string;
}

/** A unified diff. */
export function DiffView({ diff, label }: DiffViewProps) {
	const lines = diff.replace(/\n$/, "").split("\n");
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to with a keyboard too.
		<pre class="diff" role="region" aria-label={label} tabIndex={0}>
			{lines.map((line, index) => (
				<span
					key={index}
					class={/^(---|\+\+\+)/.test(line) && index < 4 ? "file" : (kinds[line[0] ?? ""] ?? "")}
				>
					{line}
					{"\n"}
				</span>
			))}
		</pre>
	);
}
