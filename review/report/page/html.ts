import { createHash } from "node:crypto";
import { type Block, notesOf, type ReportDocument, type Section, type Table } from "../document.ts";
import { type DefinitionId, definitions } from "../words/definitions.ts";
import { drawChart, patterns } from "./charts.ts";
import { Markup, markup } from "./markup.ts";
import { style } from "./style.ts";

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
${notes.map((id) => markup`<li id="note-${id}"><strong>${definitions[id].title}</strong>: ${inline(definitions[id].text)}</li>\n`)}
</ol>
<p>docs/report.md has the formulas and sources.</p>
</section>
</main>
</body>
</html>
`.text;
}

function sectionMarkup({ id, title, blocks }: Section, notes: readonly DefinitionId[]): Markup {
	const content = blocks.map((block, index) => blockMarkup(block, `${id}-${index}`, notes));
	return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
</section>
`;
}

function blockMarkup(block: Block, id: string, notes: readonly DefinitionId[]): Markup {
	const references = (block.notes ?? []).map(
		(note) =>
			markup`<sup><a href="#note-${note}" aria-label="${notes.indexOf(note) + 1}: ${definitions[note].title}">${notes.indexOf(note) + 1}</a></sup>`,
	);
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
