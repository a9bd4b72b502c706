import type { ShownDiff } from "../../protocol.ts";
import { grouped } from "../model/grouped.ts";

const kinds: Readonly<Record<string, string>> = { "+": "added", "-": "removed", "@": "place" };

interface DiffViewProps {
	readonly diff: ShownDiff;
	readonly label: string;
}

/** A unified diff. */
export function DiffView({ diff, label }: DiffViewProps) {
	const lines = diff.text.replace(/\n$/, "").split("\n");
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
			{diff.omitted > 0 && `… and ${grouped(diff.omitted)} more lines`}
		</pre>
	);
}
