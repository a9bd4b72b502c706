import { createHash } from "node:crypto";
import { type Block, notesOf, type ReportDocument, type Section, type Table } from "../document.ts";
import { type Definition, definitions } from "../words/definitions.ts";
import { drawChart, patterns } from "./charts.ts";
import { Markup, markup } from "./markup.ts";

/** Light or dark, following the system, and on paper. Text has a contrast of at least 4.5 to its background. */
const style = `
:root { color-scheme: light dark; --ground: light-dark(#fff, #12171e); --text: light-dark(#18212e, #e6ebf2); --quiet: light-dark(#4c596b, #b3c0d0); --line: light-dark(#8390a1, #66748a); --ink: light-dark(#2552c4, #8fb2ff); --stripe: light-dark(#f4f6f9, #1b222c); }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
a { color: var(--ink); } a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; } .facts { color: var(--quiet); margin: 0; }
figure { margin: 1.25rem 0; } figcaption { font-weight: 600; margin-bottom: .5rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; min-width: 50%; }
th, td { padding: .3rem .75rem; text-align: left; border-bottom: 1px solid var(--line); } tbody tr:nth-child(even) { background: var(--stripe); }
.number { text-align: right; white-space: nowrap; } tbody th { font-weight: inherit; }
.chart { display: block; width: 100%; min-width: 34rem; font-size: 13px; margin-bottom: .75rem; } .chart text { fill: var(--text); }
.patterns { position: absolute; } .ink, .certain, .value { fill: var(--ink); } .paper { fill: var(--ground); }
.part, .possible { stroke: var(--ink); stroke-width: 1; } .axis { stroke: var(--line); } .interval { stroke: var(--ink); stroke-width: 3; }
summary { cursor: pointer; padding: .25rem 0; } .notes { color: var(--quiet); } .notes :target { background: var(--stripe); }
code { font-family: ui-monospace, Consolas, monospace; font-size: .95em; } sup a { padding: 0 .15rem; }
@media print { :root { color-scheme: light; } details > * { display: block; } }
`;

/** The content security policy: the page may load only its own styles. */
export const reportPolicy = [
	"default-src 'none'",
	`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
	"base-uri 'none'",
	"form-action 'none'",
].join("; ");

/** Formats a report as a self-contained page without scripts or requests. */
export function reportPage(document: ReportDocument): string {
	const { title, facts, sections } = document;
	const notes = notesOf(document);
	return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${new Markup(reportPolicy)}">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${patterns}
<header>
<h1>${title}</h1>
${facts.map((fact) => markup`<p class="facts">${fact}</p>\n`)}
<nav aria-label="Sections"><ul>${sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}<li><a href="#notes">Definitions</a></li></ul></nav>
</header>
<main>
${sections.map((section) => sectionMarkup(section, notes))}
<section class="notes" aria-labelledby="notes">
<h2 id="notes">Definitions</h2>
<ol>
${notes.map((title, index) => markup`<li id="note-${index + 1}"><strong>${title}</strong>: ${inline(definitions[title])}</li>\n`)}
</ol>
<p>docs/report.md has the formulas and sources.</p>
</section>
</main>
</body>
</html>
`.text;
}

function sectionMarkup({ id, title, blocks }: Section, notes: readonly Definition[]): Markup {
	const content = blocks.map((block, index) => blockMarkup(block, `${id}-${index}`, notes));
	return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
</section>
`;
}

function blockMarkup(block: Block, id: string, notes: readonly Definition[]): Markup {
	const references = (block.notes ?? []).map((title) => {
		const number = notes.indexOf(title) + 1;
		return markup`<sup><a href="#note-${number}" aria-label="${number}: ${title}">${number}</a></sup>`;
	});
	if (block.kind === "paragraph") return markup`<p>${inline(block.text)}${references}</p>\n`;
	const { caption, chart } = block;
	const table = tableMarkup(block, id);
	const folded = block.isLong ? markup`<details><summary>Numbers by day</summary>${table}</details>` : table;
	const drawing = chart
		? markup`<div class="scroll" tabindex="0" role="group" aria-label="Chart: ${caption}">${drawChart(`${id}-chart`, caption, chart)}</div>`
		: markup``;
	return markup`<figure>
<figcaption id="${id}">${inline(caption)}${references}</figcaption>
${drawing}
${folded}
</figure>
`;
}

function tableMarkup({ head, rows }: Table, id: string): Markup {
	const isNumber = head.map((_, column) => rows.every((row) => /^[\d–+−]/.test(row[column] ?? "")));
	const cell = (text: string, column: number) => {
		if (column === 0) return markup`<th scope="row">${inline(text)}</th>`;
		return isNumber[column] ? markup`<td class="number">${text}</td>` : markup`<td>${text}</td>`;
	};
	const title = (text: string, column: number) => {
		// The corner of a comparison table has no title.
		if (text === "") return markup`<td></td>`;
		const kind = isNumber[column] && column > 0 ? markup` class="number"` : markup``;
		return markup`<th scope="col"${kind}>${text}</th>`;
	};
	return markup`<div class="scroll" tabindex="0" role="group" aria-labelledby="${id}"><table aria-labelledby="${id}">
<thead><tr>${head.map(title)}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map(cell)}</tr>\n`)}
</tbody></table></div>`;
}

/** Formats a text with code in backticks. */
function inline(text: string): Markup {
	const pieces = text
		.split("`")
		.map((piece, index) => (index % 2 === 1 ? markup`<code>${piece}</code>` : markup`${piece}`));
	return markup`${pieces}`;
}
